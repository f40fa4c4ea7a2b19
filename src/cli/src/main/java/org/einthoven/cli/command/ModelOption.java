package org.einthoven.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.ModelLibrary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where a command takes its model from. */
public final class ModelOption {

  @Option(
      names = "--models",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "A folder laid out like models/ of the sources, instead of the packaged one.")
  private @Nullable Path models;

  /** An option that was not given. */
  public ModelOption() {}

  /** The models to choose from. */
  public ModelLibrary library() {
    return models == null ? ModelLibrary.packaged() : ModelLibrary.at(models);
  }

  /** The folder that was given, empty for the packaged models. */
  public Optional<Path> directory() {
    return Optional.ofNullable(models);
  }

  /**
   * The model that is in use, verified.
   *
   * @throws org.einthoven.inference.ModelRefusedException when it is not what its manifest says
   */
  public DfnetModel load() {
    return DfnetModel.load(library().current(DfnetModel.ID), ExecutionProvider.CPU);
  }
}
