package org.einthoven.cli.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.inference.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * Readings as one FHIR R4 Bundle of type collection with the report, results, provenance, device,
 * model card and flags of each. References inside it are {@code urn:uuid} ones. A refused file has
 * no place in it.
 */
final class FhirFormat implements ReadingFormat {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SENDER = "einthoven analyze";

  private final Clock clock;
  private final ReportContext.Software software;
  private final ModelCard card;

  /**
   * A form that says when and by what the reports were made.
   *
   * @param clock tells the time of the reading
   * @param version of this program
   * @param card that of the model that reads
   */
  FhirFormat(Clock clock, String version, ModelCard card) {
    this.clock = clock;
    this.software = new ReportContext.Software("Einthoven", version);
    this.card = card;
  }

  @Override
  public String ending() {
    return ".fhir.json";
  }

  @Override
  public String write(List<FileReading> readings) {
    ObjectNode bundle = JSON.createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "collection");
    Map<String, ObjectNode> resources = new LinkedHashMap<>();
    try {
      int position = 0;
      for (FileReading reading : readings) {
        if (reading instanceof FileReading.Read read) {
          add(read, position++, resources);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ArrayNode entries = bundle.putArray("entry");
    resources.forEach(
        (reference, resource) -> {
          relink(resource, resources);
          entries.addObject().put("fullUrl", urn(reference)).set("resource", resource);
        });
    return bundle.toPrettyString() + "\n";
  }

  private void add(FileReading.Read read, int position, Map<String, ObjectNode> resources)
      throws IOException {
    FhirResource source =
        read.source() == null ? RecordingObservation.of(read.recording()) : read.source();
    ReportContext context =
        new ReportContext(
            source,
            List.of(),
            read.sha256(),
            SENDER,
            clock.instant(),
            ids(read.sha256() + '/' + position),
            software,
            card,
            ReportContext.Codings.ALL,
            false,
            earlier(read),
            null);
    for (FhirResource resource : ReportResources.build(context, read.reading())) {
      resources.put(resource.reference(), (ObjectNode) JSON.readTree(resource.json()));
    }
  }

  /** Ids that follow from the file, so that the same file gives the same ids. */
  private static Supplier<String> ids(String seed) {
    int[] next = {0};
    return () ->
        UUID.nameUUIDFromBytes((seed + '/' + next[0]++).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  private static void relink(JsonNode node, Map<String, ObjectNode> resources) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.get("reference");
      if (reference != null && resources.containsKey(reference.asText())) {
        object.put("reference", urn(reference.asText()));
      }
    }
    node.forEach(child -> relink(child, resources));
  }

  private static String urn(String reference) {
    return "urn:uuid:" + reference.substring(reference.indexOf('/') + 1);
  }

  private static ReportContext.@Nullable Earlier earlier(FileReading.Read read) {
    Earlier earlier = read.earlier();
    return earlier == null
        ? null
        : new ReportContext.Earlier(earlier.file(), earlier.recorded(), earlier.comparison());
  }
}
