package org.einthoven.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.ReadResult;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every XML parser: decodes a body once and refuses a document type declaration.
 *
 * <p>The FHIR core library under HAPI 8.8.0 resolves external entities in places (CVE-2026-55471,
 * mended in core 6.9.10), and FHIR has no use for a DTD: R4 says that documents carry none
 * (xml.html). The body is decoded here, strictly, by the encoding that XML 1.0 appendix F detects,
 * and goes on as text without its XML declaration, so that no later reader can see other characters
 * than those that were screened.
 */
public final class XmlScreen {

  private static final int DECLARATION_LIMIT = 256;

  private static final Pattern DECLARATION =
      Pattern.compile("^<\\?xml(\\s[^?]*)\\?>", Pattern.DOTALL);
  private static final Pattern ENCODING =
      Pattern.compile("\\sencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern VERSION =
      Pattern.compile("\\sversion\\s*=\\s*(?:\"1\\.0\"|'1\\.0')");
  private static final Pattern MARKUP_DECLARATION =
      Pattern.compile(
          "<!\\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> ONE_BYTE =
      Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252");

  private XmlScreen() {}

  /** What came of screening a body. */
  public sealed interface Screened {}

  /**
   * A body that may go on to a parser.
   *
   * @param xml the document without byte order mark and XML declaration
   */
  public record Text(String xml) implements Screened {}

  /** A body that may not. */
  public record Refused(ReadResult.Refused refusal) implements Screened {}

  /** Decodes and screens a body; it is not checked to be well formed. */
  public static Screened screen(byte[] body) {
    Charset byMark = byMark(body);
    Charset charset = byMark == null ? byFirstCharacters(body) : byMark;
    String head = new String(body, 0, Math.min(body.length, DECLARATION_LIMIT * 2), charset);
    String declared = declaredEncoding(withoutMark(head));
    if (declared != null) {
      Charset named = named(declared, charset);
      if (named == null) {
        return refused(
            ReadResult.Reason.UNSUPPORTED,
            "the XML declaration names an encoding that is not read or contradicts the bytes",
            "send UTF-8");
      }
      if (byMark == null) {
        charset = named;
      }
    }
    String text;
    try {
      text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
    } catch (CharacterCodingException e) {
      return refused(
          ReadResult.Reason.MALFORMED,
          "the bytes are not " + charset.name(),
          "send UTF-8 and declare no other encoding");
    }
    return screened(withoutMark(text));
  }

  private static Screened screened(String text) {
    if (MARKUP_DECLARATION.matcher(text).find()) {
      return refused(
          ReadResult.Reason.UNSAFE,
          "the document has a document type or entity declaration",
          "leave out the DOCTYPE; FHIR XML needs none");
    }
    Matcher declaration = DECLARATION.matcher(text);
    if (!declaration.find()) {
      return new Text(text);
    }
    if (!VERSION.matcher(declaration.group(1)).find()) {
      return refused(ReadResult.Reason.UNSUPPORTED, "the document is not XML 1.0", "send XML 1.0");
    }
    return new Text(text.substring(declaration.end()));
  }

  private static @Nullable Charset byMark(byte[] body) {
    if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (startsWith(body, 0xFF, 0xFE, 0, 0) || startsWith(body, 0, 0, 0xFE, 0xFF)) {
      return Charset.forName("UTF-32");
    }
    if (startsWith(body, 0xFF, 0xFE) || startsWith(body, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16;
    }
    return null;
  }

  private static Charset byFirstCharacters(byte[] body) {
    if (startsWith(body, 0, 0, 0, '<')) {
      return Charset.forName("UTF-32BE");
    }
    if (startsWith(body, '<', 0, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (startsWith(body, 0, '<')) {
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(body, '<', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }

  private static @Nullable String declaredEncoding(String head) {
    Matcher declaration = DECLARATION.matcher(head);
    if (!declaration.find()) {
      return null;
    }
    Matcher encoding = ENCODING.matcher(declaration.group(1));
    if (!encoding.find()) {
      return null;
    }
    return encoding.group(1) == null ? encoding.group(2) : encoding.group(1);
  }

  /** The charset to read by, null where the declared one is unknown or contradicts the bytes. */
  private static @Nullable Charset named(String declared, Charset detected) {
    String upper = declared.toUpperCase(Locale.ROOT);
    if (detected.equals(StandardCharsets.UTF_8)) {
      return ONE_BYTE.contains(upper) ? Charset.forName(upper) : null;
    }
    String family = detected.name().substring(0, "UTF-16".length());
    return upper.startsWith(family) ? detected : null;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] body, int... head) {
    if (body.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((body[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }

  private static Refused refused(ReadResult.Reason reason, String problem, String remedy) {
    return new Refused(new ReadResult.Refused(reason, problem, "body", remedy));
  }
}
