package org.einthoven.inference.reading;

import org.jspecify.annotations.Nullable;

/**
 * The model's score for one abnormality. Abnormalities do not exclude one another.
 *
 * @param label its short name, such as {@code STTC}
 * @param words what it is, for reports
 * @param snomed the SNOMED CT concept, null where no single one says the same
 * @param probability 0 to 1
 * @param threshold at or above which it is taken as found
 * @param stated whether the model was right often enough for a finding to be stated
 */
public record AbnormalityScore(
    String label,
    String words,
    @Nullable String snomed,
    double probability,
    double threshold,
    boolean stated) {

  /** Whether the score reaches its threshold. */
  public boolean reached() {
    return probability >= threshold;
  }
}
