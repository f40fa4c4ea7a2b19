package org.einthoven.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Intervals, axes and amplitudes of ten seconds of twelve leads at 500 Hz. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MeasurementBenchmark {

  private static final int SECONDS = 10;

  private final Recording recording = Material.recording(1, SECONDS);
  private final int[] rPeaks = QrsDetector.detect(recording);

  /** For JMH. */
  public MeasurementBenchmark() {}

  /** With the beats known. */
  @Benchmark
  public EcgMeasurements measure() {
    return EcgMeasurements.of(recording, rPeaks);
  }

  /** Finding the beats as well. */
  @Benchmark
  public EcgMeasurements detectAndMeasure() {
    return EcgMeasurements.of(recording, QrsDetector.detect(recording));
  }
}
