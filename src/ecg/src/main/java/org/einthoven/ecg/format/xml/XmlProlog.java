package org.einthoven.ecg.format.xml;

import java.util.Optional;

/**
 * What stands before and at the start of the root element, found in the first bytes of a document
 * without parsing it.
 *
 * @param rootName the qualified name of the root element, empty where the head ends before it
 * @param root the root's start tag as far as the head goes
 * @param doctype whether there is a document type declaration
 * @param internalSubset whether that declaration holds declarations of its own
 */
public record XmlProlog(String rootName, String root, boolean doctype, boolean internalSubset) {

  /** The root's name without its prefix. */
  public String localName() {
    return rootName.substring(rootName.indexOf(':') + 1);
  }

  /**
   * Reads the head of a document in UTF-8, UTF-16 (with or without a byte order mark) or any
   * encoding that contains ASCII.
   *
   * @return empty where the head is not that of an XML document
   */
  public static Optional<XmlProlog> of(byte[] head) {
    return new Scanner(XmlEncoding.text(head)).scan();
  }

  private static final class Scanner {

    private final String text;
    private int at;
    private boolean doctype;
    private boolean internalSubset;

    Scanner(String text) {
      this.text = text;
    }

    Optional<XmlProlog> scan() {
      while (true) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        if (text.startsWith("<?", at)) {
          skipPast("?>");
        } else if (text.startsWith("<!--", at)) {
          skipPast("-->");
        } else if (text.startsWith("<!DOCTYPE", at)) {
          doctype = true;
          skipDoctype();
        } else {
          return root();
        }
      }
    }

    private Optional<XmlProlog> root() {
      if (at >= text.length()) {
        return doctype || (at > 0 && text.contains("<"))
            ? Optional.of(new XmlProlog("", "", doctype, internalSubset))
            : Optional.empty();
      }
      if (text.charAt(at) != '<' || at + 1 >= text.length() || !nameStart(text.charAt(at + 1))) {
        return Optional.empty();
      }
      int end = at + 1;
      while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      int close = text.indexOf('>', at);
      String tag = text.substring(at, close < 0 ? text.length() : close + 1);
      return Optional.of(new XmlProlog(text.substring(at + 1, end), tag, doctype, internalSubset));
    }

    private static boolean nameStart(char c) {
      return Character.isLetter(c) || c == '_' || c == ':';
    }

    private void skipPast(String end) {
      int found = text.indexOf(end, at);
      at = found < 0 ? text.length() : found + end.length();
    }

    /** A declaration ends at the first {@code >} outside quotes and outside its subset. */
    private void skipDoctype() {
      char quote = 0;
      for (; at < text.length(); at++) {
        char c = text.charAt(at);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '[') {
          internalSubset = true;
          at = text.length();
          return;
        } else if (c == '>') {
          at++;
          return;
        }
      }
    }
  }
}
