package org.einthoven.bench.jmh;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.DfnetScores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The model on a batch of prepared beats; divide by the batch for the time of a beat. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DfnetBenchmark {

  private static final int SECONDS = 80;

  /** How many beats go through the model together. */
  @Param({"1", "16", "64"})
  public int batch;

  private final DfnetModel model = DfnetModel.loadPackaged();
  private PreparedRecording prepared = prepare(1);

  /** For JMH. */
  public DfnetBenchmark() {}

  /** Prepares as many beats as are asked for. */
  @Setup
  public void prepareBatch() {
    prepared = prepare(batch);
  }

  private static PreparedRecording prepare(int batch) {
    Recording recording = Material.recording(1, SECONDS);
    PreparedRecording all = BeatPreparation.prepare(recording, QrsDetector.detect(recording));
    if (!(all.beats() instanceof Prepared.Ready<BeatInputs> ready)
        || ready.input().count() < batch) {
      throw new IllegalStateException("the recording has fewer than " + batch + " beats");
    }
    BeatInputs beats = ready.input();
    BeatInputs some =
        new BeatInputs(
            beats.leads(),
            Arrays.copyOf(beats.rPeaks(), batch),
            beats.samplesPerSecond(),
            Arrays.copyOf(
                beats.windows(), batch * BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES),
            Arrays.copyOf(beats.features(), batch * BeatPreparation.FEATURES));
    return new PreparedRecording(
        new Prepared.Ready<>(some), new Prepared.NotPossible<>("only beats are measured"));
  }

  /** One batch. */
  @Benchmark
  public DfnetScores score() {
    return model.score(prepared);
  }

  /** Gives the session back. */
  @TearDown
  public void close() {
    model.close();
  }
}
