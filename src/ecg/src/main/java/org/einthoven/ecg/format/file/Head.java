package org.einthoven.ecg.format.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.einthoven.ecg.format.xml.XmlProlog;

/** The first bytes of a file, looked at in the ways that formats are told apart by. */
final class Head {

  private final byte[] bytes;
  private final String text;
  private final Optional<XmlProlog> xml;

  Head(byte[] bytes) {
    this.bytes = bytes;
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    this.text = all.startsWith("\u00ef\u00bb\u00bf") ? all.substring(3) : all;
    this.xml = XmlProlog.of(bytes);
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether these characters, one byte each, stand at an offset. */
  boolean has(int offset, String characters) {
    return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(characters, offset);
  }

  /** The text behind a byte order mark and white space. */
  String text() {
    return text.stripLeading();
  }

  boolean isXml() {
    return xml.isPresent();
  }

  /** Whether it is XML whose document type declaration holds declarations of its own. */
  boolean hasInternalSubset() {
    return xml.filter(XmlProlog::internalSubset).isPresent();
  }

  /** Whether the root element has this name, with any prefix. */
  boolean hasRoot(String localName) {
    return xml.filter(prolog -> prolog.localName().equals(localName)).isPresent();
  }

  /** Whether the root's start tag names this namespace. */
  boolean hasNamespace(String namespace) {
    return xml.filter(prolog -> prolog.root().contains("\"" + namespace + "\""))
        .or(() -> xml.filter(prolog -> prolog.root().contains("'" + namespace + "'")))
        .isPresent();
  }

  /** Whether every byte is a printable one or white space, as in a text of one byte or UTF-8. */
  boolean isText() {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return bytes.length > 0;
  }
}
