package org.einthoven.ecg.quality;

import java.util.Map;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * Whether the limb leads obey Einthoven's and Goldberger's laws, which hold by construction: where
 * they do not, a lead bears another's name or was changed on its way.
 */
final class LimbLeadLaws {

  /** Rounding of three leads to steps of 5 µV, the coarsest in common use, makes up to 7.5 µV. */
  private static final double TOLERANCE_MICROVOLTS = 8;

  /** Filters of their own and missing decimals may break the law here and there. */
  private static final double TOLERATED_SHARE = 0.01;

  /** For each further limb lead what it is of I and of II. */
  private static final Map<Lead, float[]> LAWS =
      Map.of(
          Lead.III, new float[] {-1, 1},
          Lead.AVR, new float[] {-0.5f, -0.5f},
          Lead.AVL, new float[] {1, -0.5f},
          Lead.AVF, new float[] {-0.5f, 1});

  private LimbLeadLaws() {}

  /** Whether a lead contradicts I and II; constant offsets between leads do not count. */
  static boolean broken(Recording recording, Lead lead) {
    float[] law = LAWS.get(lead);
    LeadSignal one = recording.signal(Lead.I).orElse(null);
    LeadSignal two = recording.signal(Lead.II).orElse(null);
    LeadSignal other = recording.signal(lead).orElse(null);
    if (law == null || one == null || two == null || other == null) {
      return false;
    }
    double mean = 0;
    int present = 0;
    for (int i = 0; i < other.length(); i++) {
      double residual = residual(law, one, two, other, i);
      if (!Double.isNaN(residual)) {
        mean += residual;
        present++;
      }
    }
    mean /= Math.max(1, present);
    int broken = 0;
    for (int i = 0; i < other.length(); i++) {
      broken += Math.abs(residual(law, one, two, other, i) - mean) > TOLERANCE_MICROVOLTS ? 1 : 0;
    }
    return broken > TOLERATED_SHARE * present;
  }

  private static double residual(
      float[] law, LeadSignal one, LeadSignal two, LeadSignal other, int i) {
    return other.microvolts()[i] - law[0] * one.microvolts()[i] - law[1] * two.microvolts()[i];
  }
}
