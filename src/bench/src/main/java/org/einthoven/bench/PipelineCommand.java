package org.einthoven.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.fhir.recording.FhirEcgs;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.inference.reading.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the bare work on an ECG, in one thread and without a server. */
@Command(
    name = "pipeline",
    description =
        "Measure the bare work in one thread, without a server: FHIR Observation of 12 leads, 10 s"
            + " at 500 Hz, to the resources of its report.",
    mixinStandardHelpOptions = true)
final class PipelineCommand implements Callable<Integer> {

  private static final int DIFFERENT = 32;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long to measure, after as long a warm-up (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Spec private CommandSpec spec;

  private final Map<String, Long> nanoseconds = new LinkedHashMap<>();

  @Override
  public Integer call() {
    List<byte[]> bodies = new ArrayList<>();
    for (int seed = 0; seed < DIFFERENT; seed++) {
      bodies.add(Material.observation(seed));
    }
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      run(bodies, model);
      nanoseconds.clear();
      long started = System.nanoTime();
      int count = run(bodies, model);
      print(count, System.nanoTime() - started);
    }
    return ExitCode.DONE;
  }

  private int run(List<byte[]> bodies, DfnetModel model) {
    Interpreter interpreter = new Interpreter(model);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int count = 0;
    while (System.nanoTime() < end) {
      byte[] body = bodies.get(count % bodies.size());
      Recording recording = timed("readFhirMs", () -> recording(body));
      int[] rPeaks = timed("detectQrsMs", () -> QrsDetector.detect(recording));
      PreparedRecording prepared =
          timed("prepareBeatsMs", () -> BeatPreparation.prepare(recording, rPeaks));
      timed("modelMs", () -> model.score(prepared));
      // The whole reading does the last three again and adds the statements.
      Reading reading = timed("interpretMs", () -> interpreter.interpret(recording));
      timed(
          "reportMs",
          () ->
              ReportResources.build(Material.reportContext(recording, model.card()), reading)
                  .stream()
                  .map(FhirResource::json)
                  .toList());
      count++;
    }
    return count;
  }

  private static Recording recording(byte[] body) {
    if (FhirEcgs.read(body).get(0) instanceof FhirEcgs.Item.Observed observed
        && observed.input() instanceof EcgInput.Found found) {
      return found.recording();
    }
    throw new IllegalStateException("a synthetic ECG is readable");
  }

  private <T> T timed(String stage, Supplier<T> work) {
    long started = System.nanoTime();
    T result = work.get();
    nanoseconds.merge(stage, System.nanoTime() - started, Long::sum);
    return result;
  }

  private void print(int count, long elapsed) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    double apart = 0;
    for (String twice : List.of("detectQrsMs", "prepareBeatsMs", "modelMs")) {
      apart += nanoseconds.getOrDefault(twice, 0L);
    }
    node.put("ecgPerSecond", rounded(count / ((elapsed - apart) / 1e9)));
    ObjectNode stages = node.putObject("stages");
    nanoseconds.forEach((stage, time) -> stages.put(stage, rounded(time / 1e6 / count)));
    spec.commandLine().getOut().println(node.toPrettyString());
    spec.commandLine().getOut().flush();
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
