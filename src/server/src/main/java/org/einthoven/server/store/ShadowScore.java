package org.einthoven.server.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one model in shadow made of one recording.
 *
 * @param model id and version
 * @param weightsSha256 of its weights
 * @param manifestSha256 of its manifest, which holds its thresholds
 * @param activeModel id and version of the model that made the report
 * @param activeWeightsSha256 of that model's weights
 * @param scores of every head, a JSON object; null where it failed
 * @param agreement with the active model by head; empty where it failed
 * @param failure why it could not be scored, without patient data; null where it was
 */
public record ShadowScore(
    String model,
    String weightsSha256,
    String manifestSha256,
    String activeModel,
    String activeWeightsSha256,
    @Nullable String scores,
    Map<String, Agreement> agreement,
    @Nullable String failure) {

  /**
   * How many answers of a head were the same and how many were not.
   *
   * @param same beats of the same class, or recordings with the same finding
   * @param different the others
   */
  public record Agreement(long same, long different) {}
}
