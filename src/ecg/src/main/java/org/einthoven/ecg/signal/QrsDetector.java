package org.einthoven.ecg.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * Finds the QRS complexes of a recording, whatever its leads, rate and length.
 *
 * <p>Spikes of a pacemaker are taken out first. Each lead is brought to 250 Hz and turned into an
 * envelope of its energy between 8 and 25 Hz; the envelopes, each relative to its own QRS height
 * and weighted by how quiet the lead is at that time, are averaged ({@link QrsEnvelope}); of the
 * average's peaks those are beats that stand out from their surroundings in time ({@link
 * QrsSelection}). Thresholds look both ways in time, so that there is no learning phase and the
 * first beat of a 10 s ECG counts as any other.
 *
 * <p>A long recording is worked through in stretches of five minutes with ten seconds of
 * surroundings, so that memory does not grow with its length.
 *
 * <p>What it is given is taken to be an ECG: in noise, flutter or fibrillation it finds something
 * too, and whether that means anything is for the quality assessment. A signal below 5 µV (RMS
 * within the band) holds no beat.
 */
public final class QrsDetector {

  static final double RATE = 250;

  private static final double STRETCH_SECONDS = 300;
  private static final double SURROUNDINGS_SECONDS = 10;
  private static final double SEAM_SECONDS = 0.05;
  private static final double REFRACTORY_SECONDS = 0.2;

  private static final List<Lead> FIDUCIAL_ORDER =
      List.of(Lead.MODIFIED_LIMB, Lead.II, Lead.I, Lead.V5, Lead.UNSPECIFIED);

  private QrsDetector() {}

  /**
   * The beats of a recording.
   *
   * <p>A beat's place is where the largest deflection of the QRS complex lies, of either sign,
   * between 5 and 30 Hz, in one lead for all beats of a stretch: lead II or its like unless another
   * is much quieter or the lead is missing there. On the MIT-BIH records that is where the
   * annotations sit, within 3 ms in the mean.
   *
   * @return sample indices of the recording, ascending
   */
  public static int[] detect(Recording recording) {
    List<LeadSignal> leads = independent(recording);
    double rate = recording.samplesPerSecond();
    Resampling resampling = Resampling.between(rate, RATE);
    double samplesPerStep = resampling.down() / (double) resampling.up();
    int stretch = (int) Math.ceil(STRETCH_SECONDS * rate);
    int surroundings = (int) Math.ceil(SURROUNDINGS_SECONDS * rate);
    List<Integer> beats = new ArrayList<>();
    for (int from = 0; from < recording.length(); from += stretch) {
      int start = Math.max(0, from - surroundings);
      int end = (int) Math.min(recording.length(), (long) from + stretch + surroundings);
      for (double step : detectStretch(leads, rate, start, end, resampling)) {
        int beat = Math.min(end - 1, start + (int) Math.round(step * samplesPerStep));
        boolean within =
            beat >= from - SEAM_SECONDS * rate && beat < from + stretch + SEAM_SECONDS * rate;
        int last = beats.isEmpty() ? -1 : beats.get(beats.size() - 1);
        if (within && (last < 0 || beat - last >= REFRACTORY_SECONDS * rate)) {
          beats.add(beat);
        }
      }
    }
    return beats.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The leads without those that follow from I and II, in the order of preference as fiducial. */
  private static List<LeadSignal> independent(Recording recording) {
    boolean bothLimbs =
        recording.signal(Lead.I).isPresent() && recording.signal(Lead.II).isPresent();
    List<LeadSignal> kept = new ArrayList<>();
    for (Lead lead : FIDUCIAL_ORDER) {
      recording.signal(lead).ifPresent(kept::add);
    }
    for (LeadSignal signal : recording.leads()) {
      if (!FIDUCIAL_ORDER.contains(signal.lead()) && !(bothLimbs && signal.lead().isLimb())) {
        kept.add(signal);
      }
    }
    return kept;
  }

  private static double[] detectStretch(
      List<LeadSignal> leads, double rate, int start, int end, Resampling resampling) {
    List<float[]> signals = new ArrayList<>();
    for (LeadSignal lead : leads) {
      float[] part = Arrays.copyOfRange(lead.microvolts(), start, end);
      Gaps gaps = Gaps.bridge(part);
      float[] calm = PacingSpikes.without(gaps.bridged(), rate);
      signals.add(resampling.apply(gaps.missing().isEmpty() ? calm : gaps.restore(calm.clone())));
    }
    QrsEnvelope envelope = QrsEnvelope.of(signals);
    int[] peaks = QrsSelection.beats(envelope.combined());
    return QrsFiducial.place(signals, envelope.preferredLead(), peaks);
  }
}
