package org.einthoven.server.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.fhir.FhirResource;
import org.jspecify.annotations.Nullable;

/**
 * Where resources that were made again differ from those that were recorded: element by element of
 * their JSON. Ids, versions and times of storing are not compared, since they are made anew each
 * time; every other element is.
 */
final class ReportDifferences {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OF_STORING = Set.of("versionId", "lastUpdated");

  private final Map<String, String> recordedIds;
  private final List<Difference> found = new ArrayList<>();

  /**
   * One place.
   *
   * @param place resource type, id and path of the element, as recorded
   * @param recorded null where there was nothing
   * @param again null where there is nothing now
   * @param size how far apart two numbers are, null of anything else
   */
  record Difference(
      String place, @Nullable String recorded, @Nullable String again, @Nullable BigDecimal size) {}

  /**
   * Begins a comparison.
   *
   * @param recordedIds the recorded id in place of each id that was made again
   */
  ReportDifferences(Map<String, String> recordedIds) {
    this.recordedIds = Map.copyOf(recordedIds);
  }

  /** All that differs so far. */
  List<Difference> found() {
    return List.copyOf(found);
  }

  /** Compares two resources. */
  void compare(FhirResource recorded, FhirResource again) {
    compare(recorded.reference(), tree(text(recorded)), tree(withRecordedIds(text(again))));
  }

  /** Notes that a resource was recorded and not made again. */
  void missing(FhirResource recorded) {
    found.add(new Difference(recorded.reference(), recorded.type(), null, null));
  }

  private void compare(String place, @Nullable JsonNode recorded, @Nullable JsonNode again) {
    if (recorded != null && again != null && recorded.isObject() && again.isObject()) {
      Set<String> names = new TreeSet<>();
      recorded.fieldNames().forEachRemaining(names::add);
      again.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (!place.endsWith(".meta") || !OF_STORING.contains(name)) {
          compare(place + "." + name, recorded.get(name), again.get(name));
        }
      }
    } else if (recorded != null && again != null && recorded.isArray() && again.isArray()) {
      for (int i = 0; i < Math.max(recorded.size(), again.size()); i++) {
        compare(place + "[" + i + "]", recorded.get(i), again.get(i));
      }
    } else if (recorded == null || !recorded.equals(again)) {
      found.add(new Difference(place, value(recorded), value(again), size(recorded, again)));
    }
  }

  private static @Nullable BigDecimal size(@Nullable JsonNode recorded, @Nullable JsonNode again) {
    return recorded != null && again != null && recorded.isNumber() && again.isNumber()
        ? again.decimalValue().subtract(recorded.decimalValue()).abs()
        : null;
  }

  private static @Nullable String value(@Nullable JsonNode node) {
    return node == null ? null : node.isValueNode() ? node.asText() : node.toString();
  }

  private String withRecordedIds(String json) {
    String same = json;
    for (Map.Entry<String, String> id : recordedIds.entrySet()) {
      same = same.replace(id.getKey(), id.getValue());
    }
    return same;
  }

  private static String text(FhirResource resource) {
    return new String(resource.json(), StandardCharsets.UTF_8);
  }

  private static JsonNode tree(String json) {
    try {
      // As they are written: 0.10 is not 0.1.
      return JSON.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("what the server wrote is JSON", e);
    }
  }
}
