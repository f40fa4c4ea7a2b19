package org.einthoven.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;

/** Reading what a CDS client sends (CDS Hooks 2.0); what is missing or wrong is refused (400). */
final class CdsJson {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CdsJson() {}

  static JsonNode object(byte[] body) throws RefusedRequestException {
    try {
      JsonNode read = JSON.readTree(body);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      throw refused("the body is not JSON", "body", "send one JSON object");
    }
    throw refused("the body is no JSON object", "body", "send one JSON object");
  }

  /** A text that must be there. */
  static String text(JsonNode in, String name, String place) throws RefusedRequestException {
    JsonNode value = in.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw refused("a text is missing", place + name, "send it");
    }
    return value.textValue();
  }

  /** A part that must be there. */
  static JsonNode part(JsonNode in, String name, JsonNodeType type, String place)
      throws RefusedRequestException {
    JsonNode value = in.path(name);
    if (value.getNodeType() != type) {
      throw refused(
          "an " + type.name().toLowerCase(java.util.Locale.ROOT) + " is missing",
          place + name,
          "send it");
    }
    return value;
  }

  static RefusedRequestException refused(String problem, String place, String remedy) {
    return new RefusedRequestException(
        400, new ReadResult.Refused(Reason.INVALID, problem, place, remedy));
  }
}
