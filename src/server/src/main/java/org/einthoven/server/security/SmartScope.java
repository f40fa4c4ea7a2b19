package org.einthoven.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope as SMART App Launch 2.2 writes it, such as {@code patient/Observation.rs}.
 *
 * @param context on whose behalf
 * @param resourceType such as {@code Observation}, {@code *} for all
 * @param permissions what may be done
 */
record SmartScope(Context context, String resourceType, Set<Permission> permissions) {

  /** The letters stand in this order, each at most once. A restriction ({@code ?…}) fits not. */
  private static final Pattern FORM =
      Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.(c?r?u?d?s?)");

  private static final Pattern MEANT = Pattern.compile("(patient|user|system)/.*");

  /** On whose behalf something is done. */
  enum Context {
    /** An app about one patient. */
    PATIENT,
    /** A person, with all that they may see. */
    USER,
    /** A program by itself. */
    SYSTEM
  }

  SmartScope {
    permissions = Set.copyOf(permissions);
  }

  /**
   * Reads a scope. One of SMART v1 ({@code .read}, {@code .write}), one that is restricted by
   * search parameters and one of another form is none: to leave the restriction out would widen it.
   */
  static Optional<SmartScope> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || parts.group(3).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SmartScope(
            Context.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
            parts.group(2),
            Permission.of(parts.group(3))));
  }

  /** Whether a scope is meant for resources, whatever its form. */
  static boolean isMeant(String text) {
    return MEANT.matcher(text).matches();
  }

  /** Whether a scope is about one patient, whatever its form. */
  static boolean isOfPatient(String text) {
    return text.startsWith("patient/");
  }

  boolean allows(Permission permission, String type) {
    return permissions.contains(permission)
        && (resourceType.equals("*") || resourceType.equals(type));
  }
}
