package org.einthoven.fhir.waveform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Takes long {@code SampledData.data} texts out of FHIR JSON by copying bytes, so that the rest of
 * the body, numbers such as {@code 2.000} included, stays as it was sent.
 */
public final class JsonWaveforms {

  /** Texts up to this many characters stay where they are. */
  static final int SHORT = 200;

  private static final int DEEPEST = 200;
  private static final int LONGEST = 256 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .build())
          .build();

  private JsonWaveforms() {}

  /** Takes the waveforms out of a body. */
  public static TakenOut takeOut(byte[] body) {
    int start = startsWithMark(body) ? 3 : 0;
    if (body.length == start) {
      return refused(Reason.EMPTY, "the body is empty", "body", "send one FHIR R4 resource");
    }
    if (body.length > 1 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFF) >= 0xFE)) {
      return refused(
          Reason.UNSUPPORTED, "the body is not UTF-8", "body", "FHIR JSON is UTF-8: send that");
    }
    try (JsonParser parser = JSON.createParser(body, start, body.length - start)) {
      return new Walk(body, start, parser).run();
    } catch (StreamConstraintsException e) {
      return refused(
          Reason.TOO_LARGE, "the body nests too deeply or a text is too long", at(e), "split it");
    } catch (JsonProcessingException e) {
      return refused(
          Reason.MALFORMED, "the body is not well-formed JSON", at(e), "send well-formed JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null
        ? "body"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static boolean startsWithMark(byte[] body) {
    return body.length >= 3
        && (body[0] & 0xFF) == 0xEF
        && (body[1] & 0xFF) == 0xBB
        && (body[2] & 0xFF) == 0xBF;
  }

  private static TakenOut refused(Reason reason, String problem, String place, String remedy) {
    return new TakenOut.Refused(new ReadResult.Refused(reason, problem, place, remedy));
  }

  /** One pass over the tokens of one body. */
  private static final class Walk {

    private final byte[] body;
    private final int base;
    private final JsonParser parser;
    private final ByteArrayOutputStream slim;
    private final Map<String, String> waveforms = new LinkedHashMap<>();
    private int copied;

    Walk(byte[] body, int base, JsonParser parser) {
      this.body = body;
      this.base = base;
      this.parser = parser;
      this.copied = base;
      this.slim = new ByteArrayOutputStream(Math.min(body.length, 1 << 16));
    }

    TakenOut run() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused(
            Reason.MALFORMED, "the body is not a JSON object", "body", "send one FHIR R4 resource");
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return refused(
              Reason.MALFORMED, "the body ends early", "body", "send the whole resource");
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          boolean reserved = text.contains(Placeholder.PREFIX);
          boolean waveform = isData();
          if (reserved && !waveform) {
            return reservedWords();
          }
          if (waveform && (reserved || text.length() > SHORT)) {
            replace(text);
          }
        }
      }
      if (parser.nextToken() != null) {
        return refused(
            Reason.MALFORMED, "something follows the resource", "body", "send one resource");
      }
      slim.write(body, copied, body.length - copied);
      return new TakenOut.Slim(slim.toByteArray(), waveforms);
    }

    private boolean isData() throws IOException {
      if (!"data".equals(parser.currentName()) || parser.getParsingContext().inArray()) {
        return false;
      }
      String parent = parser.getParsingContext().getParent().getCurrentName();
      return parent != null && parent.endsWith("SampledData");
    }

    private void replace(String text) throws IOException {
      int from = base + (int) parser.currentTokenLocation().getByteOffset();
      int to = base + (int) parser.currentLocation().getByteOffset();
      String hash = Placeholder.hash(text);
      waveforms.put(hash, text);
      slim.write(body, copied, from - copied);
      slim.write(('"' + Placeholder.of(hash) + '"').getBytes(StandardCharsets.US_ASCII));
      copied = to;
    }

    private TakenOut reservedWords() throws IOException {
      return refused(
          Reason.INVALID,
          "a text holds '" + Placeholder.PREFIX + "', which is reserved",
          place(parser.currentName()),
          "leave these words out");
    }

    private static String place(@Nullable String element) {
      return element == null ? "body" : element;
    }
  }
}
