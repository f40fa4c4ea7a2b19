package org.einthoven.fhir.waveform;

/** A start tag's {@code value} attribute in the text of a well-formed document. */
final class AttributeText {

  private AttributeText() {}

  /**
   * The tag with the text of its {@code value} attribute replaced.
   *
   * @param tag a well-formed start tag, from {@code <} on
   * @param value a text that needs no escaping
   */
  static String replace(String tag, String value) {
    int at = 0;
    while (true) {
      int equals = tag.indexOf('=', at);
      int open = equals + 1;
      while (tag.charAt(open) != '"' && tag.charAt(open) != '\'') {
        open++;
      }
      int close = tag.indexOf(tag.charAt(open), open + 1);
      if (isNamedValue(tag, equals)) {
        return tag.substring(0, open + 1) + value + tag.substring(close);
      }
      at = close + 1;
    }
  }

  private static boolean isNamedValue(String tag, int equals) {
    int end = equals;
    while (Character.isWhitespace(tag.charAt(end - 1))) {
      end--;
    }
    int start = end - "value".length();
    return start > 0
        && tag.startsWith("value", start)
        && Character.isWhitespace(tag.charAt(start - 1));
  }
}
