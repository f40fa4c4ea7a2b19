package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.Lead;

/**
 * Electrodes that look exchanged, by the typical beat of twelve leads. Leads I and V6 look at the
 * heart from the left: where they contradict each other, the arms are exchanged (or the heart lies
 * on the right). Of chest leads each resembles its neighbour more than the one after it. Limits
 * were chosen on PTB-XL's folds 1 to 8, for few false alarms first (docs/results/quality.md). An
 * exchange of left arm and left leg, of V5 and V6, or of all chest leads in turn is not seen.
 */
public enum LeadReversal {
  /** The electrodes of left and right arm. */
  ARMS("the electrodes of left and right arm look exchanged, or the heart lies on the right", true),
  /** The electrodes of right arm and left leg. */
  RIGHT_ARM_AND_LEG("the electrodes of right arm and left leg look exchanged", true),
  /** V1 and V2. */
  V1_V2("the electrodes of V1 and V2 look exchanged", false),
  /** V2 and V3. */
  V2_V3("the electrodes of V2 and V3 look exchanged", false),
  /** V3 and V4. */
  V3_V4("the electrodes of V3 and V4 look exchanged", false),
  /** V4 and V5. */
  V4_V5("the electrodes of V4 and V5 look exchanged", false);

  private static final List<Lead> CHEST =
      List.of(Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);
  private static final List<LeadReversal> NEIGHBOURS = List.of(V1_V2, V2_V3, V3_V4, V4_V5);
  private static final double[] NEARER_BY = {0.3, 0.2, 0.1, 0.1};
  private static final double OPPOSED = -0.7;
  private static final double RATHER_OPPOSED = -0.3;
  private static final double NEGATIVE_P = -0.02;
  private static final double NEGATIVE_P_IN_II = -0.03;
  private static final double T_AXIS_FROM = -60;
  private static final double T_AXIS_TO = 120;
  private static final double AROUND_QRS = 20;

  private final String words;
  private final boolean ofLimbs;

  LeadReversal(String words, boolean ofLimbs) {
    this.words = words;
    this.ofLimbs = ofLimbs;
  }

  /** What it looks like, for a report, without a full stop. */
  public String words() {
    return words;
  }

  /** Whether it is of limb electrodes. */
  public boolean isOfLimbs() {
    return ofLimbs;
  }

  /**
   * What looks exchanged, possibly nothing; nothing where a lead of the twelve is missing.
   *
   * @param leads the amplitudes of each lead
   */
  static List<LeadReversal> of(
      TypicalBeat beat, WaveMarks marks, List<LeadMeasurement> leads, Measure tAxis) {
    if (!(marks.qrsOnset() instanceof Measure.Value onset
            && marks.qrsEnd() instanceof Measure.Value end)
        || !beat.leads().containsAll(CHEST)
        || !beat.leads().contains(Lead.I)
        || !beat.leads().contains(Lead.II)) {
      return List.of();
    }
    List<LeadReversal> found = new ArrayList<>();
    double alike = correlation(samples(beat, Lead.I), samples(beat, Lead.V6), 0, beat.samples());
    // With the arms exchanged aVF stays as it is; with right arm and leg it becomes aVR.
    if (p(leads, Lead.II) < NEGATIVE_P_IN_II
        && p(leads, Lead.AVF) < NEGATIVE_P
        && tAxis instanceof Measure.Value t
        && (t.value() > T_AXIS_TO || t.value() < T_AXIS_FROM)) {
      found.add(RIGHT_ARM_AND_LEG);
    } else if (alike < OPPOSED || (alike < RATHER_OPPOSED && p(leads, Lead.I) < NEGATIVE_P)) {
      found.add(ARMS);
    }
    neighbours(beat, beat.sample(onset.value() - AROUND_QRS), beat.sample(end.value() + AROUND_QRS))
        .ifPresent(place -> found.add(NEIGHBOURS.get(place)));
    return List.copyOf(found);
  }

  /** The first pair of which one resembles the lead after it more than the other does. */
  private static OptionalInt neighbours(TypicalBeat beat, int from, int to) {
    for (int i = 0; i < NEARER_BY.length; i++) {
      float[] one = samples(beat, CHEST.get(i));
      float[] other = samples(beat, CHEST.get(i + 1));
      float[] after = samples(beat, CHEST.get(i + 2));
      if (correlation(one, after, from, to) - correlation(other, after, from, to) > NEARER_BY[i]) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static float[] samples(TypicalBeat beat, Lead lead) {
    return beat.millivolts()[beat.leads().indexOf(lead)];
  }

  /** NaN, of which no comparison holds, where it was not measured. */
  private static double p(List<LeadMeasurement> leads, Lead lead) {
    return leads.stream()
        .filter(found -> found.lead() == lead)
        .flatMapToDouble(found -> found.p().toOptional().stream())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double correlation(float[] one, float[] other, int from, int to) {
    double meanOne = 0;
    double meanOther = 0;
    for (int i = from; i < to; i++) {
      meanOne += one[i] / (to - from);
      meanOther += other[i] / (to - from);
    }
    double products = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (int i = from; i < to; i++) {
      double a = one[i] - meanOne;
      double b = other[i] - meanOther;
      products += a * b;
      ofOne += a * a;
      ofOther += b * b;
    }
    return ofOne > 0 && ofOther > 0 ? products / Math.sqrt(ofOne * ofOther) : 0;
  }
}
