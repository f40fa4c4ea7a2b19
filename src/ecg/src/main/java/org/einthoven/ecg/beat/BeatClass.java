package org.einthoven.ecg.beat;

/** The five beat classes of ANSI/AAMI EC57. */
public enum BeatClass {
  /** Normal, and bundle branch block, atrial escape and nodal escape beats. */
  N("normal or bundle branch block"),
  /** Supraventricular ectopic. */
  S("supraventricular ectopic"),
  /** Ventricular ectopic. */
  V("ventricular ectopic"),
  /** Fusion of a ventricular and a normal beat. */
  F("fusion"),
  /** Paced, fusion of paced and normal, or unclassifiable. */
  Q("paced or unclassifiable");

  private final String words;

  BeatClass(String words) {
    this.words = words;
  }

  /** The class in words, lower case, for reports. */
  public String words() {
    return words;
  }

  /** The place of this class among a model's outputs, which stand in the order declared here. */
  @SuppressWarnings("EnumOrdinal") // the declared order is the order of the outputs
  public int column() {
    return ordinal();
  }
}
