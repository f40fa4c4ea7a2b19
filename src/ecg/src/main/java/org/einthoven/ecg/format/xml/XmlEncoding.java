package org.einthoven.ecg.format.xml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of a document, found as XML 1.0 appendix F describes: by a byte order mark, by the
 * pattern of the first characters, by the declaration. Documents are decoded here and not by the
 * parser, because the JDK's prints a message of its own about bytes that are not of the encoding.
 */
final class XmlEncoding {

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private XmlEncoding() {}

  /** The encoding of a document that begins so, empty where it is none that is known here. */
  static Optional<Charset> of(byte[] head) {
    if (head.length >= 2) {
      int first = (head[0] & 0xff) << 8 | (head[1] & 0xff);
      if (first == 0xfeff || first == 0x003c) {
        return Optional.of(StandardCharsets.UTF_16BE);
      }
      if (first == 0xfffe || first == 0x3c00) {
        return Optional.of(StandardCharsets.UTF_16LE);
      }
    }
    Matcher declared =
        DECLARED.matcher(
            withoutMark(
                new String(head, 0, Math.min(head.length, 300), StandardCharsets.ISO_8859_1)));
    return declared.find() ? named(declared.group(1)) : Optional.of(StandardCharsets.UTF_8);
  }

  /** A declaration that could be read as ASCII cannot be of UTF-16; such files were recoded. */
  private static Optional<Charset> named(String name) {
    try {
      Charset charset = Charset.forName(name);
      if (charset.name().startsWith("UTF-16")) {
        return Optional.of(StandardCharsets.UTF_8);
      }
      byte[] ascii = "<?xml".getBytes(StandardCharsets.US_ASCII);
      return new String(ascii, charset).equals("<?xml") ? Optional.of(charset) : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /**
   * The head as text without a byte order mark; bytes that are not of the encoding are replaced.
   */
  static String text(byte[] head) {
    return withoutMark(new String(head, of(head).orElse(StandardCharsets.ISO_8859_1)));
  }

  /** A reader that fails on bytes that are not of the encoding, behind a byte order mark. */
  static Reader reader(InputStream document, Charset charset) {
    return new Unmarked(
        new InputStreamReader(
            document,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Leaves a byte order mark out. */
  private static final class Unmarked extends FilterReader {

    private boolean begun;

    Unmarked(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] characters, int from, int count) throws IOException {
      int read = in.read(characters, from, count);
      if (!begun && read > 0) {
        begun = true;
        if (characters[from] == '\ufeff') {
          System.arraycopy(characters, from + 1, characters, from, read - 1);
          return read == 1 ? read(characters, from, count) : read - 1;
        }
      }
      return read;
    }
  }

  /** The mark as itself, or that of UTF-8 read as ISO-8859-1. */
  private static String withoutMark(String text) {
    if (text.startsWith("\ufeff")) {
      return text.substring(1);
    }
    return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
  }
}
