package org.einthoven.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** QRS detection in one minute of ECG at 500 Hz. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QrsDetectionBenchmark {

  private static final int SECONDS = 60;

  /** How many leads. */
  @Param({"1", "2", "12"})
  public int leads;

  private Recording minute = Material.recording(1, SECONDS);

  /** For JMH. */
  public QrsDetectionBenchmark() {}

  /** Leaves the leads that are asked for. */
  @Setup
  public void choose() {
    Recording all = Material.recording(1, SECONDS);
    minute =
        new Recording(
            all.leads().subList(0, leads),
            all.samplesPerSecond(),
            all.acquired(),
            all.patient(),
            all.device(),
            all.source());
  }

  /** One minute. */
  @Benchmark
  public int[] detect() {
    return QrsDetector.detect(minute);
  }
}
