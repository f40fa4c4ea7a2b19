package org.einthoven.server.analysis;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.server.config.EinthovenSettings;
import org.jboss.logging.Logger;

/**
 * The model in use. It is loaded and checked against its manifest and golden vectors while the
 * server starts; where anything does not agree, the server does not start.
 */
@Startup
@Singleton
public class Models {

  private static final Logger LOG = Logger.getLogger(Models.class);

  private final DfnetModel model;

  Models(EinthovenSettings settings) {
    ModelLibrary library =
        settings
            .models()
            .directory()
            .map(Path::toAbsolutePath)
            .map(ModelLibrary::at)
            .orElseGet(ModelLibrary::packaged);
    model = DfnetModel.load(library.current(DfnetModel.ID), ExecutionProvider.CPU);
    LOG.infof("model %s, weights %s", identity().name(), identity().weightsSha256());
  }

  /** Which model reads. */
  public ModelIdentity identity() {
    return model.identity();
  }

  @Produces
  @Singleton
  RecordingReader reader() {
    return new Interpreter(model)::interpret;
  }

  @PreDestroy
  void close() {
    model.close();
  }
}
