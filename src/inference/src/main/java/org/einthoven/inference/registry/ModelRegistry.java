package org.einthoven.inference.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelFiles;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.Sha256;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lists a library and verifies what it lists: every hash of the manifest, whether the preparation
 * is the one of this build, and, for the models that this program runs, the golden vectors.
 */
public final class ModelRegistry {

  private static final String WEIGHTS = "model.onnx";

  /** The models that this program runs, each with the loading that verifies it. */
  private static final Map<String, Consumer<ModelFolder>> TRIALS =
      Map.of(
          DfnetModel.ID,
          folder -> DfnetModel.load(folder, ExecutionProvider.CPU).close(),
          BeatGenerator.ID,
          folder -> BeatGenerator.load(folder).close());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelLibrary library;

  /** Of a library. */
  public ModelRegistry(ModelLibrary library) {
    this.library = library;
  }

  /**
   * Every version of every model, verified, by id, the newest version first. A version that {@code
   * CURRENT} or {@code SHADOW} names and that is not there is listed as refused.
   */
  public List<ModelEntry> entries() {
    TreeSet<ModelName> names = new TreeSet<>(ModelName.NEWEST_FIRST);
    names.addAll(library.names());
    for (String id : names.stream().map(ModelName::id).distinct().toList()) {
      library.active(id).ifPresent(names::add);
      names.addAll(library.shadows(id));
    }
    List<ModelEntry> entries = new ArrayList<>();
    names.forEach(name -> entries.add(entry(name)));
    return List.copyOf(entries);
  }

  /** One version, verified, whether it is there or not. */
  public ModelEntry entry(ModelName name) {
    ModelFolder folder = library.version(name);
    Role role = role(name);
    try {
      byte[] manifest = read(folder, ModelManifest.FILE);
      ModelSummary summary = summary(folder, manifest);
      byte[] weights = read(folder, WEIGHTS);
      Optional<ModelEntry.Content> content =
          Optional.of(
              new ModelEntry.Content(
                  summary, Sha256.of(manifest), Sha256.of(weights), weights.length));
      return new ModelEntry(name, role, standing(name, folder, summary), content);
    } catch (ModelRefusedException e) {
      return new ModelEntry(name, role, new Standing.Refused(e.why()), Optional.empty());
    }
  }

  private Role role(ModelName name) {
    if (library.active(name.id()).filter(name::equals).isPresent()) {
      return Role.ACTIVE;
    }
    return library.shadows(name.id()).contains(name) ? Role.SHADOW : Role.AVAILABLE;
  }

  private static Standing standing(ModelName name, ModelFolder folder, ModelSummary summary) {
    if (!summary.id().equals(name.id()) || !summary.version().equals(name.version())) {
      return new Standing.Refused(
          "The model in %s is refused: its manifest says %s/%s"
              .formatted(folder.location(), summary.id(), summary.version()));
    }
    try {
      new ModelFiles(folder).check(summary.files());
      Optional<String> otherPreparation = otherPreparation(summary);
      if (otherPreparation.isPresent()) {
        return new Standing.NotRunnable(otherPreparation.get());
      }
      Consumer<ModelFolder> trial = TRIALS.get(name.id());
      if (trial != null) {
        trial.accept(folder);
      }
      return new Standing.Sound(trial != null);
    } catch (ModelRefusedException e) {
      return new Standing.Refused(e.why());
    }
  }

  private static Optional<String> otherPreparation(ModelSummary summary) {
    ModelSummary.Fibrillation fibrillation = summary.fibrillation();
    ModelSummary.Preprocessing trained = summary.preprocessing();
    boolean canBeGiven =
        trained != null
            && BeatPreparation.features(trained.version(), trained.sha256()).isPresent();
    return different(
            "preparation",
            canBeGiven ? null : trained,
            BeatPreparation.VERSION,
            BeatPreparation.settingsSha256())
        .or(
            () ->
                different(
                    "rhythm preparation",
                    fibrillation == null ? null : fibrillation.preprocessing(),
                    RhythmPreparation.VERSION,
                    RhythmPreparation.settingsSha256()));
  }

  private static Optional<String> different(
      String of, ModelSummary.@Nullable Preprocessing trained, String version, String sha256) {
    if (trained == null || trained.sha256().equals(sha256)) {
      return Optional.empty();
    }
    return Optional.of(
        trained.version().equals(version)
            ? "%s %s with other settings (SHA-256 %s), this build has %s"
                .formatted(of, version, trained.sha256(), sha256)
            : "%s %s, this build has %s".formatted(of, trained.version(), version));
  }

  private static byte[] read(ModelFolder folder, String file) {
    try {
      return folder.read(file);
    } catch (IOException e) {
      throw refused(folder, file + " cannot be read", e);
    }
  }

  private static ModelSummary summary(ModelFolder folder, byte[] manifest) {
    try {
      ModelSummary summary = JSON.readValue(manifest, ModelSummary.class);
      if (summary.id() != null && summary.version() != null) {
        return summary;
      }
      throw new ModelRefusedException(
          "The model in "
              + folder.location()
              + " is refused: "
              + ModelManifest.FILE
              + " lacks id or version");
    } catch (JsonProcessingException e) {
      throw refused(folder, ModelManifest.FILE + " is not understood", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private static ModelRefusedException refused(ModelFolder folder, String why, Throwable cause) {
    return new ModelRefusedException(
        "The model in " + folder.location() + " is refused: " + why, cause);
  }
}
