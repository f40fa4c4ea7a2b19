package org.einthoven.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.einthoven.bench.Material;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.inference.reading.Reading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** From a reading to FHIR resources, and from a recording to a reading. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReportBenchmark {

  private final Recording recording = Material.recording(1, 10);
  private final DfnetModel model = DfnetModel.loadPackaged();
  private final Interpreter interpreter = new Interpreter(model);
  private final Reading reading = interpreter.interpret(recording);
  private final ReportContext context = Material.reportContext(recording, model.card());

  /** For JMH. */
  public ReportBenchmark() {}

  /** Detection, preparation, model and statements for a 12-lead ECG of 10 s. */
  @Benchmark
  public Reading interpret() {
    return interpreter.interpret(recording);
  }

  /** Building the report's resources and writing them as JSON. */
  @Benchmark
  public void report(Blackhole blackhole) {
    List<FhirResource> resources = ReportResources.build(context, reading);
    for (FhirResource resource : resources) {
      blackhole.consume(resource.json());
    }
  }

  /** Gives the session back. */
  @TearDown
  public void close() {
    model.close();
  }
}
