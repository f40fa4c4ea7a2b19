package org.einthoven.inference;

/**
 * Exactly which model made a score.
 *
 * @param id the model's id, such as {@code dfnet}
 * @param version its version, such as {@code 0.1.0}
 * @param weightsSha256 SHA-256 of {@code model.onnx}, 64 lower-case hexadecimal digits
 * @param manifestSha256 SHA-256 of {@code manifest.json}, which holds thresholds and settings
 * @param preprocessingVersion the version of the signal preparation the model was trained with
 * @param preprocessingSha256 SHA-256 of the settings of that preparation
 */
public record ModelIdentity(
    String id,
    String version,
    String weightsSha256,
    String manifestSha256,
    String preprocessingVersion,
    String preprocessingSha256) {

  /** Id and version as one word, such as {@code dfnet/0.1.0}. */
  public String name() {
    return id + "/" + version;
  }
}
