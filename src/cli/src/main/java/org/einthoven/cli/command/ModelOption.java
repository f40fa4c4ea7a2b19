package org.einthoven.cli.command;

import java.nio.file.Path;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command takes its model from. */
public final class ModelOption {

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "A folder laid out like models/ of the sources, instead of the packaged one.")
  private @Nullable Path models;

  /** An option that was not given. */
  public ModelOption() {}

  /** The folder of the model that is in use. */
  public ModelFolder folder() {
    ModelLibrary library = models == null ? ModelLibrary.packaged() : ModelLibrary.at(models);
    return library.current(DfnetModel.ID);
  }

  /**
   * The model that is in use, verified.
   *
   * @throws org.einthoven.inference.ModelRefusedException when it is not what its manifest says
   */
  public DfnetModel load() {
    return DfnetModel.load(folder(), ExecutionProvider.CPU);
  }
}
