package org.einthoven.server.analysis;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.reading.CriticalLimits;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.server.config.EinthovenSettings;
import org.jboss.logging.Logger;

/**
 * The model in use, and those in shadow. They are loaded and checked against their manifests and
 * golden vectors while the server starts; where anything does not agree, the server does not start.
 */
@Startup
@Singleton
public class Models {

  private static final Logger LOG = Logger.getLogger(Models.class);

  private final ModelLibrary library;
  private final DfnetModel active;
  private final List<DfnetModel> shadows = new ArrayList<>();
  private final CriticalLimits limits;

  Models(EinthovenSettings settings) {
    limits = limits(settings.critical());
    library =
        settings
            .models()
            .directory()
            .map(Path::toAbsolutePath)
            .map(ModelLibrary::at)
            .orElseGet(ModelLibrary::packaged);
    Set<ModelName> inShadow = inShadow(library, settings.models().shadow().orElse(List.of()));
    active = DfnetModel.load(library.current(DfnetModel.ID), ExecutionProvider.CPU);
    LOG.infof("model %s, weights %s", identity().name(), identity().weightsSha256());
    try {
      for (ModelName name : inShadow) {
        shadows.add(shadow(library, name));
        LOG.infof("model %s in shadow: scored and stored, not reported", name);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * What the file SHADOW and the setting name, without the active version.
   *
   * @throws ModelRefusedException where the setting names something that cannot run in shadow
   */
  static Set<ModelName> inShadow(ModelLibrary library, List<String> setting) {
    Set<ModelName> names = new LinkedHashSet<>(library.shadows(DfnetModel.ID));
    for (String text : setting) {
      ModelName name;
      try {
        name = ModelName.parse(text.strip());
      } catch (IllegalArgumentException e) {
        throw new ModelRefusedException("einthoven.models.shadow: " + e.getMessage(), e);
      }
      if (!name.id().equals(DfnetModel.ID)) {
        throw new ModelRefusedException(
            "einthoven.models.shadow: "
                + name
                + " makes no reports, so that it has no shadow; name versions of "
                + DfnetModel.ID);
      }
      names.add(name);
    }
    library.active(DfnetModel.ID).ifPresent(names::remove);
    return names;
  }

  static DfnetModel shadow(ModelLibrary library, ModelName name) {
    try {
      return DfnetModel.load(library.version(name), ExecutionProvider.CPU);
    } catch (ModelRefusedException e) {
      throw new ModelRefusedException(
          "The model "
              + name
              + " cannot run in shadow. "
              + e.why()
              + ". Put its files right, or take it out of the file SHADOW and of"
              + " einthoven.models.shadow.",
          e);
    }
  }

  static CriticalLimits limits(EinthovenSettings.Critical critical) {
    return new CriticalLimits(
        critical.slow(),
        critical.fast(),
        critical.pause(),
        critical.qtc(),
        critical.run(),
        critical.stElevation());
  }

  /** The model that reads. */
  DfnetModel active() {
    return active;
  }

  /**
   * Any version that is there, loaded and checked. Close it.
   *
   * @throws ModelRefusedException where it is not there or not as its manifest says
   */
  DfnetModel load(ModelName name) {
    return DfnetModel.load(library.version(name), ExecutionProvider.CPU);
  }

  /** Which model reads. */
  public ModelIdentity identity() {
    return active.identity();
  }

  /** What the model that reads is for and how good it is. */
  public ModelCard card() {
    return active.card();
  }

  /** What the manifest of the model that reads says. */
  public ModelManifest manifest() {
    return active.manifest();
  }

  /** Which models score in its shadow, with what their manifests say. */
  public List<DfnetModel> shadows() {
    return List.copyOf(shadows);
  }

  @Produces
  @Singleton
  RecordingReader reader() {
    return new Interpreter(active, limits)::examine;
  }

  @Produces
  @Singleton
  ShadowScoring shadowScoring() {
    return new ShadowScoring(
        shadows.stream().map(model -> new ShadowModel(model.identity(), model::answer)).toList());
  }

  @PreDestroy
  void close() {
    shadows.forEach(DfnetModel::close);
    active.close();
  }
}
