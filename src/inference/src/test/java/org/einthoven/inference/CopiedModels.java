package org.einthoven.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import org.einthoven.inference.diffusion.BeatGenerator;

/** Folders of models made of copies of the packaged one under versions of their own. */
public final class CopiedModels {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CopiedModels() {}

  /** Copies the packaged model as another version. */
  public static Path copy(Path models, String version) throws IOException {
    return copy(models, version, manifest -> {});
  }

  /** Copies the packaged model as another version with changes of its manifest. */
  public static Path copy(Path models, String version, Consumer<ObjectNode> changes)
      throws IOException {
    return copy(DfnetModel.ID, models, version, changes);
  }

  /** Copies the packaged generator as another version. */
  public static Path copyGenerator(Path models, String version) throws IOException {
    return copy(BeatGenerator.ID, models, version, manifest -> {});
  }

  /** Changes a JSON file of a copy, and its hash in the manifest with it. */
  public static void change(Path folder, String file, Consumer<ObjectNode> changes)
      throws IOException {
    ObjectNode content = (ObjectNode) JSON.readTree(folder.resolve(file).toFile());
    changes.accept(content);
    byte[] bytes = JSON.writeValueAsBytes(content);
    Files.write(folder.resolve(file), bytes);
    Path place = folder.resolve(ModelManifest.FILE);
    ObjectNode manifest = (ObjectNode) JSON.readTree(place.toFile());
    ((ObjectNode) manifest.get("files")).put(file, Sha256.of(bytes));
    JSON.writeValue(place.toFile(), manifest);
  }

  private static Path copy(String id, Path models, String version, Consumer<ObjectNode> changes)
      throws IOException {
    ModelFolder packaged = ModelLibrary.packaged().current(id);
    ObjectNode manifest = (ObjectNode) JSON.readTree(packaged.read(ModelManifest.FILE));
    Path folder = Files.createDirectories(models.resolve(id).resolve(version));
    for (Iterator<String> files = manifest.get("files").fieldNames(); files.hasNext(); ) {
      String file = files.next();
      Files.write(folder.resolve(file), packaged.read(file));
    }
    manifest.put("version", version);
    changes.accept(manifest);
    JSON.writeValue(folder.resolve(ModelManifest.FILE).toFile(), manifest);
    return folder;
  }

  /** Writes {@code CURRENT} or {@code SHADOW}. */
  public static void name(Path models, String file, String... versions) throws IOException {
    Files.writeString(models.resolve(DfnetModel.ID).resolve(file), String.join("\n", versions));
  }
}
