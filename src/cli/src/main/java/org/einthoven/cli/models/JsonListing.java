package org.einthoven.cli.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelSummary;
import org.einthoven.inference.registry.Standing;
import org.jspecify.annotations.Nullable;

/** The models as a JSON array, one object for each version. */
final class JsonListing {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonListing() {}

  static String of(List<ModelEntry> entries) {
    ArrayNode array = JSON.createArrayNode();
    for (ModelEntry entry : entries) {
      ObjectNode node = array.addObject();
      node.put("id", entry.name().id())
          .put("version", entry.name().version())
          .put("role", EntryWording.role(entry))
          .put("standing", word(entry.standing()))
          .put("reason", reason(entry.standing()));
      entry.content().ifPresent(content -> describe(node, content));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static void describe(ObjectNode node, ModelEntry.Content content) {
    ModelSummary summary = content.summary();
    node.put("reconstructionOf", summary.reconstructionOf())
        .put("parameters", summary.parameters())
        .put("weightsBytes", content.weightsBytes())
        .put("weightsSha256", content.weightsSha256())
        .put("manifestSha256", content.manifestSha256());
    node.set("preprocessing", JSON.valueToTree(summary.preprocessing()));
    node.set("trainedOn", JSON.valueToTree(summary.trainedOn()));
    node.set("headline", JSON.valueToTree(summary.headline()));
  }

  private static String word(Standing standing) {
    if (standing instanceof Standing.NotRunnable) {
      return "not-runnable";
    }
    return standing instanceof Standing.Refused ? "refused" : "sound";
  }

  private static @Nullable String reason(Standing standing) {
    if (standing instanceof Standing.NotRunnable not) {
      return not.why();
    }
    return standing instanceof Standing.Refused refused ? refused.why() : null;
  }
}
