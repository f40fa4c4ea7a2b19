package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.einthoven.ecg.recording.Recording;

/**
 * Where the waves of every beat lie, in each lead, in at most the first five minutes.
 *
 * <p>Beats of one shape share the boundaries of their median, laid on each: a boundary is seen
 * better in the median than in a single beat, and beats of one shape differ by less than marks by
 * hand do. What has no other of its shape is looked at by itself, where a P wave cannot be told
 * from noise and is not assessed.
 */
public final class Delineation {

  private static final double RATE = TypicalBeat.SAMPLES_PER_SECOND;
  private static final double LEAST_RATE = 100;
  private static final int BEFORE = 200;
  private static final int AFTER = 325;
  private static final double SHARE_BEFORE = 0.55;
  private static final double SHARE_AFTER = 0.75;
  private static final double EARLY = 0.85;
  private static final int FEWEST_FOR_P = 3;

  private final AlignedLeads leads;
  private final int[] peaks;
  private final double[] rr;

  private Delineation(AlignedLeads leads, int[] rPeaks) {
    this.leads = leads;
    this.peaks = Arrays.stream(rPeaks).map(leads::place).toArray();
    this.rr = new double[Math.max(0, peaks.length - 1)];
    for (int i = 0; i < rr.length; i++) {
      rr[i] = peaks[i + 1] - peaks[i];
    }
  }

  /**
   * A beat's waves.
   *
   * @param seconds from the recording's beginning to the point that the times of the waves count
   *     from, near the R peak
   * @param leads the waves of each lead, limb leads that follow from I and II among them
   */
  public record Beat(double seconds, List<LeadWaves> leads) {

    /** Copies the list. */
    public Beat {
      leads = List.copyOf(leads);
    }
  }

  /**
   * The waves of every beat whose QRS complex lies wholly in the recording; none below 100 Hz.
   *
   * @param rPeaks the beats found in it, as sample indices, ascending
   */
  public static List<Beat> of(Recording recording, int[] rPeaks) {
    if (recording.samplesPerSecond() < LEAST_RATE || rPeaks.length < 2) {
      return List.of();
    }
    AlignedLeads leads = AlignedLeads.of(recording.withDerivedLimbLeads());
    return leads.isEmpty() ? List.of() : new Delineation(leads, rPeaks).beats();
  }

  private List<Beat> beats() {
    List<Shape> shapes = new ArrayList<>();
    for (int beat = 0; beat < peaks.length; beat++) {
      if (compared(peaks[beat])) {
        add(shapes, beat);
      }
    }
    return shapes.stream()
        .flatMap(shape -> waves(shape).stream())
        .sorted(Comparator.comparingDouble(Beat::seconds))
        .toList();
  }

  private boolean compared(int peak) {
    int reach = AlignedLeads.QRS_REACH + AlignedLeads.SHIFT;
    return peak >= reach && peak + reach < leads.length();
  }

  /** Beats of one shape, and where they lie when laid on the first of them. */
  private record Shape(AlignedLeads.Model model, List<Integer> beats, List<Integer> places) {}

  private void add(List<Shape> shapes, int beat) {
    Shape best = null;
    AlignedLeads.Alike most = new AlignedLeads.Alike(peaks[beat], BeatAlignment.ALIKE);
    for (Shape shape : shapes) {
      AlignedLeads.Alike alike = shape.model().aligned(peaks[beat]);
      if (alike.likeness() > most.likeness()) {
        best = shape;
        most = alike;
      }
    }
    if (best == null) {
      best = new Shape(leads.model(peaks[beat], 1), new ArrayList<>(), new ArrayList<>());
      shapes.add(best);
    }
    best.beats().add(beat);
    best.places().add(most.place());
  }

  private List<Beat> waves(Shape shape) {
    double between = between(shape);
    int before = (int) Math.min(BEFORE, SHARE_BEFORE * between);
    int after = (int) Math.min(AFTER, SHARE_AFTER * between);
    int[] whole =
        shape.places().stream()
            .mapToInt(Integer::intValue)
            .filter(place -> place - before >= 0 && place + after <= leads.length())
            .toArray();
    if (whole.length == 0) {
      return List.of();
    }
    TypicalBeat median =
        TypicalBeat.median(leads, whole, shape.places().get(0), before, after, between);
    BeatWaves waves = BeatWaves.of(median);
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < shape.places().size(); i++) {
      int place = shape.places().get(i);
      boolean ownP = whole.length >= FEWEST_FOR_P && !early(shape.beats().get(i), between);
      beats.add(
          new Beat(
              place / RATE,
              waves.leads().stream()
                  .map(lead -> within(ownP ? lead : withoutP(lead), place))
                  .toList()));
    }
    return beats;
  }

  /** The shorter of the median intervals before and after the beats of a shape. */
  private double between(Shape shape) {
    double[] preceding =
        shape.beats().stream().filter(beat -> beat > 0).mapToDouble(beat -> rr[beat - 1]).toArray();
    double[] following =
        shape.beats().stream()
            .filter(beat -> beat < rr.length)
            .mapToDouble(beat -> rr[beat])
            .toArray();
    return Math.min(middle(preceding), middle(following));
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? Double.POSITIVE_INFINITY : values[values.length / 2];
  }

  private boolean early(int beat, double between) {
    return beat > 0 && rr[beat - 1] < EARLY * between;
  }

  private static LeadWaves withoutP(LeadWaves lead) {
    return new LeadWaves(
        lead.lead(),
        LeadWave.none("the beat is early, or fewer than three have its shape"),
        lead.qrs(),
        lead.t());
  }

  /** Without the waves that reach beyond the recording. */
  private LeadWaves within(LeadWaves lead, int place) {
    return new LeadWaves(
        lead.lead(), within(lead.p(), place), within(lead.qrs(), place), within(lead.t(), place));
  }

  private LeadWave within(LeadWave wave, int place) {
    return wave.onset() instanceof Measure.Value onset
            && wave.end() instanceof Measure.Value end
            && (place + onset.value() / TypicalBeat.MILLISECONDS < 0
                || place + end.value() / TypicalBeat.MILLISECONDS > leads.length())
        ? LeadWave.none("the recording begins or ends within it")
        : wave;
  }
}
