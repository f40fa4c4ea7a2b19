package org.einthoven.training.dfnet;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a network is trained. The defaults were chosen on DS1 patients and PTB-XL folds 1 to 8.
 *
 * @param epochs how often the rare beats are gone through
 * @param normalBeats how many N beats are drawn for each epoch
 * @param beatBatch beats of a step
 * @param recordBatch median beats of a step
 * @param learningRate the highest of the one-cycle schedule
 * @param weightDecay of AdamW
 * @param amplitude deviation of the logarithm of the random gain
 * @param leadDropout how often a beat is shown with its first lead alone
 * @param average the decay of the moving average of the weights
 */
public record DfnetSettings(
    int epochs,
    int normalBeats,
    int beatBatch,
    int recordBatch,
    double learningRate,
    double weightDecay,
    double amplitude,
    double leadDropout,
    double average) {

  /** What {@code train dfnet} uses. */
  public static final DfnetSettings DEFAULT =
      new DfnetSettings(6, 3000, 128, 64, 4e-3, 1e-2, 0.15, 0.1, 0.99);

  /** The settings by name, for manifests and to know a run by. */
  public Map<String, String> byName() {
    Map<String, String> values = new LinkedHashMap<>();
    for (RecordComponent component : DfnetSettings.class.getRecordComponents()) {
      try {
        values.put(component.getName(), String.valueOf(component.getAccessor().invoke(this)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's components can be read", e);
      }
    }
    return values;
  }

  /** For median beats of one lead alone, without beats of the first task. */
  static final DfnetSettings ONE_LEAD = new DfnetSettings(30, 0, 1, 64, 4e-3, 1e-2, 0.15, 0, 0.99);

  /** For single beats of one lead, of which there are ten times as many as median beats. */
  static final DfnetSettings SINGLE_BEATS =
      new DfnetSettings(4, 0, 1, 64, 4e-3, 1e-2, 0.15, 0, 0.99);
}
