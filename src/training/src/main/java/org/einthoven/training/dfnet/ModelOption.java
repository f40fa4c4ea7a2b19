package org.einthoven.training.dfnet;

import java.nio.file.Path;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model is evaluated. */
final class ModelOption {

  @Option(
      names = "--models",
      description = "folder of models, such as models (default: the packaged one)")
  private @Nullable Path models;

  DfnetModel load() {
    return DfnetModel.load(folder(), ExecutionProvider.CPU);
  }

  ModelFolder folder() {
    ModelLibrary library = models == null ? ModelLibrary.packaged() : ModelLibrary.at(models);
    return library.current(DfnetModel.ID);
  }
}
