package org.einthoven.inference.registry;

import java.util.Optional;
import org.einthoven.inference.ModelName;

/**
 * One version of a model as it stands in a library.
 *
 * @param name id and version
 * @param role what it is used for
 * @param standing whether it can be run
 * @param content what it is, empty where its manifest or its weights cannot be read
 */
public record ModelEntry(ModelName name, Role role, Standing standing, Optional<Content> content) {

  /**
   * What a version is.
   *
   * @param summary of its manifest
   * @param manifestSha256 of the manifest itself
   * @param weightsSha256 of {@code model.onnx} as it lies there
   * @param weightsBytes how large that is
   */
  public record Content(
      ModelSummary summary, String manifestSha256, String weightsSha256, long weightsBytes) {}

  /** Whether it may be made active or put in shadow. */
  public boolean isSound() {
    return standing instanceof Standing.Sound;
  }

  /** Whether something is wrong: it is not what it says, or it is used and cannot be run. */
  public boolean isWrong() {
    return standing instanceof Standing.Refused || (!isSound() && role != Role.AVAILABLE);
  }
}
