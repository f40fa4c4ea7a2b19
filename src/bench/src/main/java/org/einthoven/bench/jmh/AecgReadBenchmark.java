package org.einthoven.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.file.EcgFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading an aECG of 12 leads, 10 s at 500 Hz, its format recognised first. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AecgReadBenchmark {

  private final byte[] document = Material.aecg(1);
  private final EcgFile files = new EcgFile();

  /** For JMH. */
  public AecgReadBenchmark() {}

  /** One document. */
  @Benchmark
  public ReadResult read() throws IOException {
    return files.read(new ByteArrayInputStream(document));
  }
}
