package org.einthoven.inference.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.signal.Resampling;
import org.einthoven.ecg.synthesis.SyntheticBeat;
import org.einthoven.ecg.synthesis.SyntheticEcg;

/**
 * Short strips of generated beats: one made-up patient, whose normal beats and beats of a class all
 * follow the same usual beat. Beats that overlap are faded into one another; between beats that do
 * not, the line goes on from the one to the other.
 */
public final class StripSynthesis {

  /** The rate of a strip, in hertz. */
  public static final double SAMPLES_PER_SECOND = 500;

  /** The longest strip, in seconds. */
  public static final double LONGEST_SECONDS = 60;

  /** Half the usual peak-to-peak amplitude, in which a generator's beats are given. */
  private static final float MICROVOLTS_PER_UNIT = 750;

  private final BeatGenerator generator;
  private final Sampling sampling;

  /** Strips by a generator. */
  public StripSynthesis(BeatGenerator generator, Sampling sampling) {
    this.generator = generator;
    this.sampling = sampling;
  }

  /**
   * A strip of two leads, II and V1.
   *
   * @param among the class of the beats among the normal ones; N for normal beats alone
   * @param seconds at most {@value #LONGEST_SECONDS}
   * @param seed the same seed gives the same strip
   */
  public SyntheticEcg strip(BeatClass among, double seconds, long seed) {
    if (!(seconds >= 1 && seconds <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException(
          "a strip lasts 1 to " + (int) LONGEST_SECONDS + " seconds");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<StripRhythm.Planned> planned = StripRhythm.plan(among, seconds, random);
    float[] usual = generator.make(BeatClass.N, 1, random.nextLong(), sampling).get(0);
    List<BeatGenerator.Wanted> wanted = new ArrayList<>();
    int[] places = new int[planned.size()];
    for (int i = 0; i < places.length; i++) {
      wanted.add(new BeatGenerator.Wanted(planned.get(i).beatClass(), usual));
      places[i] = (int) Math.round(planned.get(i).seconds() * BeatPreparation.SAMPLES_PER_SECOND);
    }
    List<float[]> beats = generator.make(wanted, random.nextLong(), sampling);
    int length = (int) Math.round(seconds * BeatPreparation.SAMPLES_PER_SECOND);
    List<LeadSignal> leads = new ArrayList<>();
    for (int lead = 0; lead < BeatWindow.LEADS; lead++) {
      float[] joined = BeatJoining.join(beats, places, lead, length);
      for (int i = 0; i < joined.length; i++) {
        joined[i] *= MICROVOLTS_PER_UNIT;
      }
      leads.add(
          new LeadSignal(
              lead == 0 ? Lead.II : Lead.V1,
              Resampling.resample(joined, BeatPreparation.SAMPLES_PER_SECOND, SAMPLES_PER_SECOND)));
    }
    List<SyntheticBeat> truth = new ArrayList<>();
    int factor = (int) SAMPLES_PER_SECOND / BeatPreparation.SAMPLES_PER_SECOND;
    for (int i = 0; i < places.length; i++) {
      int sample = places[i] * factor;
      if (sample < leads.get(0).microvolts().length) {
        truth.add(
            new SyntheticBeat(sample / SAMPLES_PER_SECOND, sample, planned.get(i).beatClass()));
      }
    }
    Recording recording =
        new Recording(leads, SAMPLES_PER_SECOND, null, null, null, Source.of("synthetic"));
    return new SyntheticEcg(recording, truth);
  }
}
