package org.einthoven.inference;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One version of one model, such as {@code dfnet/0.1.0}. Each part starts with a letter or digit
 * and has no slash, so that a name never leads out of the library.
 *
 * @param id such as {@code dfnet}
 * @param version such as {@code 0.1.0}
 */
public record ModelName(String id, String version) {

  /** By id, then by version, the newest first: 0.10.0 before 0.9.0. */
  public static final Comparator<ModelName> NEWEST_FIRST =
      Comparator.comparing(ModelName::id)
          .thenComparing(Comparator.comparing(ModelName::parts, ModelName::compare).reversed());

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException where one is no name
   */
  public ModelName {
    if (!isPart(id) || !isPart(version)) {
      throw new IllegalArgumentException(
          "'" + id + "/" + version + "' names no model; write ID/VERSION, such as dfnet/0.1.0");
    }
  }

  /**
   * Reads {@code ID/VERSION}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static ModelName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' names no model; write ID/VERSION, such as dfnet/0.1.0");
    }
    return new ModelName(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Whether it can be an id or a version. */
  static boolean isPart(String text) {
    return PART.matcher(text).matches();
  }

  private List<String> parts() {
    return List.of(version.split("[.+-]"));
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      String a = one.get(i);
      String b = other.get(i);
      int order = isNumber(a) && isNumber(b) ? number(a).compareTo(number(b)) : a.compareTo(b);
      if (order != 0) {
        return order;
      }
    }
    // A further part marks what came before: 1.0.0-rc1 before 1.0.0.
    return Integer.compare(other.size(), one.size());
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }

  private static BigInteger number(String text) {
    return new BigInteger(text);
  }

  @Override
  public String toString() {
    return id + "/" + version;
  }
}
