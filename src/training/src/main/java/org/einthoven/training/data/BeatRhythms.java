package org.einthoven.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.rhythm.RhythmWindow;

/**
 * The stretches that the fibrillation head reads of the recordings of a {@link BeatSet}.
 *
 * @param stretches of all recordings
 * @param ofBeat the stretch of each beat of the set; -1 where it lies in none that can be judged
 */
public record BeatRhythms(List<RhythmWindow> stretches, int[] ofBeat) {

  /** Copies the list. */
  public BeatRhythms {
    stretches = List.copyOf(stretches);
  }

  /** No stretch for any of so many beats. */
  public static BeatRhythms none(int beats) {
    int[] ofBeat = new int[beats];
    Arrays.fill(ofBeat, -1);
    return new BeatRhythms(List.of(), ofBeat);
  }

  /**
   * What stretches say of their beats.
   *
   * @param ofStretches the probability of fibrillation of each stretch
   * @return that of the stretch that each beat lies in; 0 where there is none
   */
  public double[] ofBeats(double[] ofStretches) {
    return Arrays.stream(ofBeat).mapToDouble(i -> i < 0 ? 0 : ofStretches[i]).toArray();
  }

  /** Gathers recordings in the order of their beats in the set. */
  static final class Builder {

    private final List<RhythmWindow> stretches = new ArrayList<>();
    private final List<Integer> ofBeat = new ArrayList<>();

    /** Adds a record whose beats are in the set. */
    void add(MitBih.Annotated record, BeatInputs beats) {
      int first = stretches.size();
      List<RhythmWindow> windows =
          RhythmPreparation.prepare(record.recording(), record.rPeaks())
                  instanceof Prepared.Ready<RhythmInputs> ready
              ? ready.input().windows()
              : List.of();
      stretches.addAll(windows);
      for (int rPeak : beats.rPeaks()) {
        ofBeat.add(place(windows, rPeak / beats.samplesPerSecond(), first));
      }
    }

    private static int place(List<RhythmWindow> windows, double seconds, int first) {
      for (int i = 0; i < windows.size(); i++) {
        if (windows.get(i).fromSeconds() <= seconds && seconds < windows.get(i).toSeconds()) {
          return first + i;
        }
      }
      return -1;
    }

    BeatRhythms build() {
      return new BeatRhythms(stretches, ofBeat.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
