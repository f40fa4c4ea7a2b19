package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.fhir.waveform.XmlWaveforms;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $validate} is asked: its parameters stand in a Parameters body or in the address.
 *
 * <p>The resource is kept as it was sent and not parsed, since it may break any rule.
 *
 * @param resource JSON without its waveforms, null where none was sent
 * @param profiles canonical addresses
 * @param mode empty where only the content is asked about
 */
record ValidationRequest(@Nullable JsonNode resource, List<String> profiles, String mode) {

  /** XML that is well formed and no R4: that is what the sender asked to be told. */
  static final class NotR4Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ReadResult.Refused refusal;

    NotR4Exception(ReadResult.Refused refusal) {
      super(refusal.problem());
      this.refusal = refusal;
    }

    ReadResult.Refused refusal() {
      return refusal;
    }
  }

  private static final Set<String> MODES = Set.of("create", "update", "delete", "profile");
  private static final Set<String> OF_ADDRESS = Set.of("profile", "mode", "_format", "_pretty");

  /** Numbers stay as they were written. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Reads a request.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when it is no request
   *     that can be carried out
   */
  static ValidationRequest of(ServletRequestDetails request) {
    List<String> profiles = new ArrayList<>();
    String mode = "";
    for (Map.Entry<String, String[]> sent : request.getParameters().entrySet()) {
      if (!OF_ADDRESS.contains(sent.getKey())) {
        throw unknown(sent.getKey());
      }
      for (String value : sent.getValue()) {
        if (sent.getKey().equals("profile")) {
          profiles.add(value);
        } else if (sent.getKey().equals("mode")) {
          mode = value;
        }
      }
    }
    JsonNode body = body(Exchange.of(request).body());
    JsonNode resource = body;
    if (body != null && "Parameters".equals(body.path("resourceType").asText())) {
      resource = null;
      for (JsonNode parameter : body.path("parameter")) {
        String name = parameter.path("name").asText();
        switch (name) {
          case "resource" -> resource = parameter.get("resource");
          case "profile" -> profiles.add(value(parameter));
          case "mode" -> mode = value(parameter);
          default -> throw unknown(name);
        }
      }
    }
    if (!mode.isEmpty() && !MODES.contains(mode)) {
      throw Refusing.invalidParameter(
          "mode", "is not known", "send create, update, delete, profile or leave it out");
    }
    return new ValidationRequest(resource, List.copyOf(profiles), mode);
  }

  /** The resource in JSON. */
  static String text(JsonNode resource) {
    return resource.toString();
  }

  /** A resource that is there already. */
  static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw Refusing.of(
          new ReadResult.Refused(
              ReadResult.Reason.MALFORMED,
              "the body is not JSON",
              "body",
              "send one FHIR resource, or Parameters with it"));
    }
  }

  private static String value(JsonNode parameter) {
    for (String type : List.of("valueCanonical", "valueUri", "valueCode", "valueString")) {
      if (parameter.path(type).isTextual()) {
        return parameter.get(type).asText();
      }
    }
    throw Refusing.invalidParameter(
        parameter.path("name").asText(), "has no value", "send valueUri or valueCode");
  }

  private static @Nullable JsonNode body(InboundBody body) {
    if (body.bytes().length == 0) {
      return null;
    }
    if (MediaTypes.isXml(body.mediaType())) {
      return tree(xml(body.bytes()));
    }
    if (!MediaTypes.isJson(body.mediaType())) {
      throw Refusing.of(
          new ReadResult.Refused(
              ReadResult.Reason.UNSUPPORTED,
              "the content type is not FHIR",
              "http.Content-Type",
              "send application/fhir+json or application/fhir+xml"));
    }
    return tree(slim(JsonWaveforms.takeOut(body.bytes())));
  }

  /** XML is read strictly, as everywhere: the first thing that is wrong with it is answered. */
  private static byte[] xml(byte[] body) {
    ParsedFhir parsed = FhirText.readXml(slim(XmlWaveforms.takeOut(body)));
    if (parsed instanceof ParsedFhir.Refused refused) {
      if (refused.refusal().reason() == ReadResult.Reason.INVALID) {
        throw new NotR4Exception(refused.refusal());
      }
      throw Refusing.of(refused.refusal());
    }
    return ((ParsedFhir.Parsed) parsed).resource().json();
  }

  private static byte[] slim(TakenOut taken) {
    if (taken instanceof TakenOut.Refused refused) {
      throw Refusing.of(refused.refusal());
    }
    return ((TakenOut.Slim) taken).body();
  }

  private static RuntimeException unknown(String name) {
    return Refusing.invalidParameter(
        name, "is not known for $validate", "send resource, profile and mode");
  }
}
