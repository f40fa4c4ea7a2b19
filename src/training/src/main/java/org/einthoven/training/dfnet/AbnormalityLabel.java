package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.List;
import org.einthoven.training.data.MedianBeatSet;
import org.jspecify.annotations.Nullable;

/**
 * What the abnormality head answers, in the order of its output, by the labels of PTB-XL. SNOMED CT
 * codes are those of the PhysioNet/CinC 2021 Challenge; a group has none.
 */
enum AbnormalityLabel {
  NORM("NORM", "normal ECG", null),
  STTC("STTC", "ST or T wave change", null),
  CD("CD", "conduction disturbance", null),
  HYP("HYP", "hypertrophy or atrial enlargement", null),
  LBBB("CLBBB", "left bundle branch block", "164909002"),
  RBBB("CRBBB", "right bundle branch block", "59118001"),
  LVH("LVH", "left ventricular hypertrophy", "164873001");

  private final String ptbXl;
  private final String words;
  private final @Nullable String snomed;

  AbnormalityLabel(String ptbXl, String words, @Nullable String snomed) {
    this.ptbXl = ptbXl;
    this.words = words;
    this.snomed = snomed;
  }

  /** How many there are. */
  static int count() {
    return values().length;
  }

  /** The name of the label in PTB-XL: a diagnostic class or an SCP statement. */
  String ptbXl() {
    return ptbXl;
  }

  String words() {
    return words;
  }

  @Nullable String snomed() {
    return snomed;
  }

  /** The place of this label among the outputs. */
  @SuppressWarnings("EnumOrdinal") // the declared order is the order of the outputs
  int column() {
    return ordinal();
  }

  /** Whether a record has it. */
  boolean of(MedianBeatSet.Entry entry) {
    return entry.labels().contains(ptbXl);
  }

  /** Which records of a set have it, in order. */
  boolean[] in(MedianBeatSet records) {
    boolean[] labels = new boolean[records.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = of(records.records().get(i));
    }
    return labels;
  }

  /** Their names in PTB-XL. */
  static List<String> names() {
    return Arrays.stream(values()).map(AbnormalityLabel::ptbXl).toList();
  }
}
