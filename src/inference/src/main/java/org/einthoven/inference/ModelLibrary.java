package org.einthoven.inference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the models are: {@code <id>/<version>/}, and beside the versions a file {@code CURRENT}
 * that names the one in use.
 */
public final class ModelLibrary {

  private final @Nullable Path folder;

  private ModelLibrary(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The models packaged with the program. */
  public static ModelLibrary packaged() {
    return new ModelLibrary(null);
  }

  /** The models in a folder laid out like {@code models/} of the sources. */
  public static ModelLibrary at(Path folder) {
    return new ModelLibrary(folder);
  }

  /**
   * The version of a model that is in use.
   *
   * @throws ModelRefusedException where there is none
   */
  public ModelFolder current(String id) {
    ModelFolder versions = open(id);
    try {
      String version = new String(versions.read("CURRENT"), StandardCharsets.UTF_8).strip();
      return open(id + "/" + version);
    } catch (IOException e) {
      throw new ModelRefusedException(
          "no model " + id + " in " + versions.location() + ": its file CURRENT cannot be read", e);
    }
  }

  /** One version of a model, whether it is in use or not. */
  public ModelFolder version(String id, String version) {
    return open(id + "/" + version);
  }

  private ModelFolder open(String path) {
    return folder == null
        ? ModelFolder.packaged("models/" + path)
        : ModelFolder.at(folder.resolve(path));
  }
}
