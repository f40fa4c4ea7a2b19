package org.einthoven.server.store.index;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How texts are compared: without case, accents and runs of white space (FHIR R4 search 3.1.1.4.8).
 */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Folding() {}

  /** The folded form of a text. */
  public static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return SPACES.matcher(bare.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}
