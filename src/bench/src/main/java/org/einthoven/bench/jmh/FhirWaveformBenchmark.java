package org.einthoven.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.fhir.recording.FhirEcgs;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A FHIR Observation of 12 leads, 10 s at 500 Hz. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FhirWaveformBenchmark {

  private final byte[] observation = Material.observation(1);

  /** For JMH. */
  public FhirWaveformBenchmark() {}

  /** Taking the waveforms out, hashed, before the FHIR parser sees the rest. */
  @Benchmark
  public TakenOut takeOut() {
    return JsonWaveforms.takeOut(observation);
  }

  /** All of it: waveforms out, FHIR parsed strictly, 60,000 samples decoded to microvolts. */
  @Benchmark
  public List<FhirEcgs.Item> decode() {
    return FhirEcgs.read(observation);
  }
}
