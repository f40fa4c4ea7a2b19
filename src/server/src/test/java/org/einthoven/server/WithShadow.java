package org.einthoven.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;

/**
 * The application without a worker, with three versions of the packaged model: 1.0.0 is active,
 * 1.1.0 runs in shadow by the file SHADOW, and 1.2.0, which states infarction always, by the
 * setting.
 */
public class WithShadow implements QuarkusTestProfile {

  private static final Path MODELS = Path.of("target", "models-with-shadow");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      copy(MODELS, "1.0.0", manifest -> {});
      copy(MODELS, "1.1.0", manifest -> {});
      copy(
          MODELS,
          "1.2.0",
          manifest -> ((ObjectNode) manifest.get("infarction")).put("threshold", 0.0));
      Files.writeString(MODELS.resolve("dfnet/CURRENT"), "1.0.0\n");
      Files.writeString(MODELS.resolve("dfnet/SHADOW"), "1.1.0\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "einthoven.analysis.worker", "false",
        "einthoven.models.directory", MODELS.toString(),
        "einthoven.models.shadow", "dfnet/1.2.0,dfnet/1.0.0");
  }

  /** Copies the packaged model as another version, with changes of its manifest. */
  public static void copy(Path models, String version, Consumer<ObjectNode> changes)
      throws IOException {
    ModelFolder packaged = ModelLibrary.packaged().current(DfnetModel.ID);
    ObjectNode manifest = (ObjectNode) JSON.readTree(packaged.read("manifest.json"));
    Path folder = Files.createDirectories(models.resolve(DfnetModel.ID).resolve(version));
    for (Iterator<String> files = manifest.get("files").fieldNames(); files.hasNext(); ) {
      String file = files.next();
      Files.write(folder.resolve(file), packaged.read(file));
    }
    manifest.put("version", version);
    changes.accept(manifest);
    JSON.writeValue(folder.resolve("manifest.json").toFile(), manifest);
  }
}
