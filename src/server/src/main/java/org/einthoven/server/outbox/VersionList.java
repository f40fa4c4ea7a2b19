package org.einthoven.server.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;

/** Resource versions as a JSON array of {@code Type/id/_history/n}. */
public final class VersionList {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HISTORY = "/_history/";

  private VersionList() {}

  /** As JSON. */
  public static String write(List<VersionId> versions) {
    ArrayNode references = JSON.createArrayNode();
    versions.forEach(version -> references.add(version.reference()));
    return references.toString();
  }

  /** From JSON that {@link #write} made. */
  public static List<VersionId> read(String json) {
    try {
      List<VersionId> versions = new ArrayList<>();
      for (JsonNode reference : JSON.readTree(json)) {
        String text = reference.asText();
        int mark = text.indexOf(HISTORY);
        versions.add(
            new VersionId(
                ResourceId.of(text.substring(0, mark)),
                Integer.parseInt(text.substring(mark + HISTORY.length()))));
      }
      return List.copyOf(versions);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the outbox wrote it itself", e);
    }
  }
}
