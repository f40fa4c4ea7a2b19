package org.einthoven.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the models are: {@code <id>/<version>/}, and beside the versions a file {@code CURRENT}
 * that names the active one. A file {@code SHADOW}, where there is one, names versions that run
 * beside it: they score what it scores, and are not reported.
 */
public final class ModelLibrary {

  /** The file that names the active version. */
  public static final String CURRENT = "CURRENT";

  /** The file that names the versions in shadow, one a line. */
  public static final String SHADOW = "SHADOW";

  private static final String PACKAGE = "models";

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
    return active(id)
        .map(this::version)
        .orElseThrow(
            () ->
                new ModelRefusedException(
                    "no model "
                        + id
                        + " in "
                        + versions.location()
                        + ": its file CURRENT cannot be read"));
  }

  /**
   * The name of the version that is in use, empty where there is none.
   *
   * @throws ModelRefusedException where {@code CURRENT} names something else than a version
   */
  public Optional<ModelName> active(String id) {
    List<ModelName> named = named(id, CURRENT);
    if (named.size() > 1) {
      throw new ModelRefusedException(
          CURRENT + " in " + open(id).location() + " names several versions; leave one");
    }
    return named.stream().findFirst();
  }

  /**
   * The versions of a model that run in shadow, in the order of the file {@code SHADOW}; the active
   * one is never among them.
   *
   * @throws ModelRefusedException where the file names something else than versions
   */
  public List<ModelName> shadows(String id) {
    Optional<ModelName> active = active(id);
    return named(id, SHADOW).stream()
        .distinct()
        .filter(name -> active.filter(name::equals).isEmpty())
        .toList();
  }

  /** All versions of all models that have a manifest, by id, the newest version first. */
  public List<ModelName> names() {
    TreeSet<ModelName> names = new TreeSet<>(ModelName.NEWEST_FIRST);
    for (String file : files()) {
      Path path = Path.of(file);
      if (path.getNameCount() == 3 && path.endsWith(ModelManifest.FILE)) {
        String id = path.getName(0).toString();
        String version = path.getName(1).toString();
        if (ModelName.isPart(id) && ModelName.isPart(version)) {
          names.add(new ModelName(id, version));
        }
      }
    }
    return List.copyOf(names);
  }

  /** One version of a model, whether it is in use or not. */
  public ModelFolder version(ModelName name) {
    return open(name.toString());
  }

  /** One version of a model, whether it is in use or not. */
  public ModelFolder version(String id, String version) {
    return version(new ModelName(id, version));
  }

  /** Where it is, for people. */
  public String location() {
    return folder == null ? "the packaged models" : folder.toString();
  }

  private List<ModelName> named(String id, String file) {
    ModelFolder versions = open(id);
    try {
      return new String(versions.read(file), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(version -> new ModelName(id, version))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      throw new ModelRefusedException(
          file + " in " + versions.location() + " names something else than a version", e);
    } catch (IOException e) {
      throw new ModelRefusedException(file + " in " + versions.location() + " cannot be read", e);
    }
  }

  private List<String> files() {
    if (folder == null) {
      URL known = ModelLibrary.class.getResource("/" + PACKAGE + "/README.md");
      if (known == null) {
        throw new IllegalStateException("the package lacks its folder of models");
      }
      return PackagedListing.beside(known);
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelRefusedException("there is no folder of models " + folder);
    }
    try (Stream<Path> found = Files.walk(folder, 3)) {
      return found.map(file -> folder.relativize(file).toString().replace('\\', '/')).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelFolder open(String path) {
    return folder == null
        ? ModelFolder.packaged(PACKAGE + "/" + path)
        : ModelFolder.at(folder.resolve(path));
  }
}
