package org.einthoven.ecg.beat;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/** Which leads the heads read. */
final class LeadChoice {

  /** A lead of which more than this share of samples is missing is not used. */
  static final double LARGEST_MISSING_SHARE = 0.1;

  /** Where the QRS complex and the P wave are best seen together; the MIT-BIH records begin so. */
  private static final List<Lead> FIRST =
      List.of(
          Lead.II,
          Lead.MODIFIED_LIMB,
          Lead.I,
          Lead.V5,
          Lead.V6,
          Lead.V4,
          Lead.AVF,
          Lead.V3,
          Lead.V2,
          Lead.V1,
          Lead.III,
          Lead.AVL,
          Lead.AVR,
          Lead.X,
          Lead.Y,
          Lead.Z,
          Lead.UNSPECIFIED);

  /** A second look from another side: the right precordium first, as in most MIT-BIH records. */
  private static final List<Lead> SECOND =
      List.of(Lead.V1, Lead.V2, Lead.V5, Lead.V4, Lead.V3, Lead.V6);

  static final List<Lead> TWELVE =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  private LeadChoice() {}

  /** One or two leads for the beat head, none where no lead has enough samples. */
  static List<LeadSignal> forBeats(Recording recording) {
    List<LeadSignal> usable =
        recording.leads().stream().filter(LeadChoice::hasEnoughSamples).toList();
    List<LeadSignal> chosen = new ArrayList<>();
    pick(chosen, usable, FIRST);
    pick(chosen, usable, SECOND);
    return chosen;
  }

  private static void pick(List<LeadSignal> chosen, List<LeadSignal> usable, List<Lead> order) {
    for (Lead lead : order) {
      for (LeadSignal signal : usable) {
        if (signal.lead() == lead && !chosen.contains(signal)) {
          chosen.add(signal);
          return;
        }
      }
    }
  }

  static boolean hasEnoughSamples(LeadSignal signal) {
    int missing = 0;
    for (float value : signal.microvolts()) {
      if (!Float.isFinite(value)) {
        missing++;
      }
    }
    return missing <= LARGEST_MISSING_SHARE * signal.length();
  }

  static String settings() {
    return "first=" + FIRST + ";second=" + SECOND + ";twelve=" + TWELVE;
  }
}
