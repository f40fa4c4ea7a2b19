package org.einthoven.ecg.synthesis;

import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;

/**
 * From the heart's dipole and the noise of the electrodes to the leads.
 *
 * <p>The eight independent leads see the dipole through the matrix of Dower, Machado and Osborne
 * (Clin. Cardiol. 3:87, 1980), after Frank's axes: x to the left, y to the feet, z to the back. The
 * other limb leads follow from I and II.
 */
final class LeadField {

  /** RA, LA, LL and V1 to V6. */
  static final int ELECTRODES = 9;

  private static final int RA = 0;
  private static final int LA = 1;
  private static final int LL = 2;

  /** Rows I, II, V1 to V6; columns x, y, z. */
  private static final double[][] DOWER = {
    {0.632, -0.235, 0.059},
    {0.235, 1.066, -0.132},
    {-0.515, 0.157, -0.917},
    {0.044, 0.164, -1.387},
    {0.882, 0.098, -1.277},
    {1.213, 0.127, -0.601},
    {1.125, 0.127, -0.086},
    {0.831, 0.076, 0.230}
  };

  private LeadField() {}

  /**
   * Fills the leads.
   *
   * @param dipole x, y and z in microvolts
   * @param electrodes the noise of each electrode in microvolts
   * @param leads I, II, III, aVR, aVL, aVF, V1 to V6, of the dipole's length
   */
  static void project(double[][] dipole, double[][] electrodes, List<LeadSignal> leads) {
    for (int i = 0; i < dipole[0].length; i++) {
      double ra = electrodes[RA][i];
      double la = electrodes[LA][i];
      double ll = electrodes[LL][i];
      float one = (float) (seen(dipole, 0, i) + la - ra);
      float two = (float) (seen(dipole, 1, i) + ll - ra);
      leads.get(0).microvolts()[i] = one;
      leads.get(1).microvolts()[i] = two;
      leads.get(2).microvolts()[i] = two - one;
      leads.get(3).microvolts()[i] = -0.5f * one - 0.5f * two;
      leads.get(4).microvolts()[i] = one - 0.5f * two;
      leads.get(5).microvolts()[i] = two - 0.5f * one;
      double centralTerminal = (ra + la + ll) / 3;
      for (int v = 0; v < 6; v++) {
        leads.get(6 + v).microvolts()[i] =
            (float) (seen(dipole, 2 + v, i) + electrodes[3 + v][i] - centralTerminal);
      }
    }
  }

  private static double seen(double[][] dipole, int row, int i) {
    return DOWER[row][0] * dipole[0][i]
        + DOWER[row][1] * dipole[1][i]
        + DOWER[row][2] * dipole[2][i];
  }
}
