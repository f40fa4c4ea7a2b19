package org.einthoven.inference.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;

/**
 * Says in a folder of models which version is active and which run in shadow. Only what is sound is
 * given a role. Each file is replaced at once: who reads it meanwhile sees the old one or the new.
 */
public final class ModelRoles {

  private final Path folder;
  private final ModelLibrary library;
  private final ModelRegistry registry;

  /** In a folder laid out like {@code models/} of the sources. */
  public ModelRoles(Path folder) {
    this.folder = folder;
    this.library = ModelLibrary.at(folder);
    this.registry = new ModelRegistry(library);
  }

  /**
   * Makes a version the active one, and takes it out of the shadow.
   *
   * @throws ModelRefusedException when it is not sound; nothing is changed then
   */
  public void activate(ModelName name) throws IOException {
    demandSound(name);
    List<ModelName> shadows =
        library.shadows(name.id()).stream().filter(shadow -> !shadow.equals(name)).toList();
    // The shadows last: until then the library leaves an active version out of them by itself.
    write(name.id(), ModelLibrary.CURRENT, List.of(name));
    writeShadows(name.id(), shadows);
  }

  /**
   * Puts versions of a model in shadow, instead of those that are.
   *
   * @param id of the model
   * @param names versions of it; none ends all shadows
   * @throws ModelRefusedException when one is not sound or is the active one; nothing is changed
   *     then
   */
  public void shadow(String id, List<ModelName> names) throws IOException {
    for (ModelName name : names) {
      if (library.active(id).filter(name::equals).isPresent()) {
        throw new ModelRefusedException(
            name + " is the active version; make another one active first");
      }
      demandSound(name);
    }
    writeShadows(id, names.stream().distinct().toList());
  }

  private void demandSound(ModelName name) {
    Standing standing = registry.entry(name).standing();
    if (standing instanceof Standing.Refused refused) {
      throw new ModelRefusedException(refused.why());
    }
    if (standing instanceof Standing.NotRunnable not) {
      throw new ModelRefusedException(
          name + " is not runnable with this build: " + not.why() + "; train it again");
    }
  }

  private void writeShadows(String id, List<ModelName> shadows) throws IOException {
    if (shadows.isEmpty()) {
      Files.deleteIfExists(folder.resolve(id).resolve(ModelLibrary.SHADOW));
    } else {
      write(id, ModelLibrary.SHADOW, shadows);
    }
  }

  private void write(String id, String file, List<ModelName> names) throws IOException {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(name.version()).append('\n'));
    Path place = folder.resolve(id).resolve(file);
    // No temporary file of the JDK's: only its owner may read one, and the server may be another.
    Path fresh = place.resolveSibling("." + file + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(fresh, place);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void move(Path fresh, Path place) throws IOException {
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
