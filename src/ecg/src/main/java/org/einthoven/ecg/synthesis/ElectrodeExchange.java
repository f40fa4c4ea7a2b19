package org.einthoven.ecg.synthesis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * What a recording of leads I, II and V1 to V6 would be with electrodes exchanged. Limb leads are
 * differences of electrodes, so that they follow exactly; chest leads are against the mean of the
 * limb electrodes, which an exchange does not change.
 */
public enum ElectrodeExchange {
  /** Left and right arm. */
  ARMS,
  /** Left arm and left leg. */
  LEFT_ARM_AND_LEG,
  /** Right arm and left leg. */
  RIGHT_ARM_AND_LEG,
  /** V1 and V2. */
  V1_V2,
  /** V2 and V3. */
  V2_V3,
  /** V3 and V4. */
  V3_V4,
  /** V4 and V5. */
  V4_V5,
  /** V5 and V6. */
  V5_V6;

  private static final List<Lead> CHEST =
      List.of(Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

  /** The recording as it would be; leads besides those named above are left out. */
  public Recording in(Recording recording) {
    Map<Lead, float[]> leads = new EnumMap<>(Lead.class);
    float[] one = samples(recording, Lead.I);
    float[] two = samples(recording, Lead.II);
    switch (this) {
      case ARMS -> {
        leads.put(Lead.I, sum(one, -1, two, 0));
        leads.put(Lead.II, sum(one, -1, two, 1));
      }
      case LEFT_ARM_AND_LEG -> {
        leads.put(Lead.I, two);
        leads.put(Lead.II, one);
      }
      case RIGHT_ARM_AND_LEG -> {
        leads.put(Lead.I, sum(one, 1, two, -1));
        leads.put(Lead.II, sum(one, 0, two, -1));
      }
      default -> {
        leads.put(Lead.I, one);
        leads.put(Lead.II, two);
      }
    }
    int first = this.compareTo(V1_V2);
    for (int i = 0; i < CHEST.size(); i++) {
      int from = first < 0 ? i : i == first ? i + 1 : i == first + 1 ? i - 1 : i;
      leads.put(CHEST.get(i), samples(recording, CHEST.get(from)));
    }
    List<LeadSignal> signals = new ArrayList<>();
    leads.forEach((lead, samples) -> signals.add(new LeadSignal(lead, samples)));
    return new Recording(
        signals,
        recording.samplesPerSecond(),
        recording.acquired(),
        recording.patient(),
        recording.device(),
        recording.source());
  }

  private static float[] samples(Recording recording, Lead lead) {
    return recording.signal(lead).orElseThrow().microvolts();
  }

  private static float[] sum(float[] one, float factor, float[] two, float other) {
    float[] sum = new float[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = factor * one[i] + other * two[i];
    }
    return sum;
  }
}
