package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.VentricularPatterns;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.CriticalFinding.Kind;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate critical}: how often findings are critical, and rightly so. */
@Command(
    name = "critical",
    mixinStandardHelpOptions = true,
    description = {
      "Reads PTB-XL's records and ten-second pieces of MIT-BIH's DS2 with the default limits and",
      "counts what is critical, beside what was annotated."
    })
public final class EvaluateCritical implements Callable<Integer> {

  private static final int PIECE_SECONDS = 10;
  private static final double PAUSE_SECONDS = 3;
  private static final double TACHYCARDIA_PER_MINUTE = 100;

  @Option(names = "--ptbxl", required = true, description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private Path ptbxl = Path.of(".");

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb = Path.of(".");

  @Mixin private ResultOptions results;

  @Mixin private ScoringsOption scorings;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  /** Pieces by what was annotated and what was found. */
  private record Agreement(int annotated, int found, int both, int pieces) {

    static final Agreement NONE = new Agreement(0, 0, 0, 0);

    Agreement with(boolean isAnnotated, boolean isFound) {
      return new Agreement(
          annotated + (isAnnotated ? 1 : 0),
          found + (isFound ? 1 : 0),
          both + (isAnnotated && isFound ? 1 : 0),
          pieces + 1);
    }

    List<String> row(String words) {
      return List.of(
          words,
          String.valueOf(pieces),
          String.valueOf(annotated),
          String.valueOf(found),
          String.valueOf(both));
    }
  }

  @Override
  public Integer call() throws IOException {
    try (DfnetModel loaded = model.load()) {
      Interpreter interpreter = new Interpreter(loaded);
      String name = loaded.identity().name();
      EvaluationResult result =
          new EvaluationResult("critical", "Critical findings, read by " + name);
      result.paragraph(
          "What a reading marks as critical by the default limits. A finding of PTB-XL is counted"
              + " beside how many of these records the annotators called normal (NORM). PTB-XL's"
              + " selection here holds more sick people than an outpatient clinic and fewer than an"
              + " emergency room. High-degree block between atria and ventricles is not looked for.");
      onPtbXl(result, interpreter);
      onMitBih(result, interpreter);
      scorings.add(
          spec.commandLine().getErr(),
          loaded.identity(),
          "evaluate critical",
          RecordSet.DS2,
          List.of());
      results.publish(spec, result.field("model", name));
    }
    return 0;
  }

  private void onPtbXl(EvaluationResult result, Interpreter interpreter) throws IOException {
    PtbXl database = new PtbXl(ptbxl);
    Map<Kind, Integer> found = new EnumMap<>(Kind.class);
    Map<Kind, Integer> normal = new EnumMap<>(Kind.class);
    int records = 0;
    int any = 0;
    for (DatabaseRecord record : database.records()) {
      Optional<Recording> recording = database.recording(record);
      if (recording.isEmpty()) {
        continue;
      }
      records++;
      List<CriticalFinding> critical = interpreter.interpret(recording.get()).critical();
      any += critical.isEmpty() ? 0 : 1;
      for (CriticalFinding finding : critical) {
        found.merge(finding.kind(), 1, Integer::sum);
        if (record.labels().contains("NORM")) {
          normal.merge(finding.kind(), 1, Integer::sum);
        }
      }
    }
    result.heading("PTB-XL, folds 1 to 9 (" + records + " records)");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      int count = found.getOrDefault(kind, 0);
      rows.add(
          List.of(
              kind.words(),
              String.valueOf(count),
              String.format(Locale.ROOT, "%.2f %%", 100.0 * count / records),
              String.valueOf(normal.getOrDefault(kind, 0))));
      fields.put(kind.code(), count);
    }
    rows.add(
        List.of(
            "any",
            String.valueOf(any),
            String.format(Locale.ROOT, "%.2f %%", 100.0 * any / records),
            ""));
    result.table(List.of("", "records", "share", "of them called normal"), rows);
    result.field("ptbxl", fields).field("ptbxlRecords", records).field("ptbxlAny", any);
  }

  private void onMitBih(EvaluationResult result, Interpreter interpreter) throws IOException {
    Agreement runs = Agreement.NONE;
    Agreement pauses = Agreement.NONE;
    MitBih database = new MitBih(mitdb);
    for (int number : MitBih.DS2) {
      for (MitBih.Annotated piece : database.record(number).pieces(PIECE_SECONDS)) {
        List<CriticalFinding> critical = interpreter.interpret(piece.recording()).critical();
        double[] seconds = seconds(piece);
        runs = runs.with(hasRun(piece, seconds), has(critical, Kind.VENTRICULAR_RUN));
        pauses = pauses.with(hasPause(seconds), has(critical, Kind.PAUSE));
      }
    }
    result.heading("MIT-BIH, DS2, every ten seconds by themselves, two leads");
    result.table(
        List.of("", "pieces", "annotated", "found", "both"),
        List.of(
            runs.row("three or more ventricular beats faster than 100/min"),
            pauses.row("an RR interval above 3 s")));
    result.field("mitdbRuns", List.of(runs.annotated(), runs.found(), runs.both()));
    result.field("mitdbPauses", List.of(pauses.annotated(), pauses.found(), pauses.both()));
  }

  private static boolean has(List<CriticalFinding> critical, Kind kind) {
    return critical.stream().anyMatch(finding -> finding.kind() == kind);
  }

  private static double[] seconds(MitBih.Annotated piece) {
    double[] seconds = new double[piece.rPeaks().length];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = piece.rPeaks()[i] / piece.recording().samplesPerSecond();
    }
    return seconds;
  }

  private static boolean hasRun(MitBih.Annotated piece, double[] seconds) {
    boolean[] ventricular = new boolean[seconds.length];
    for (int i = 0; i < ventricular.length; i++) {
      ventricular[i] = piece.classes().get(i) == BeatClass.V;
    }
    return VentricularPatterns.of(seconds, ventricular).runs().stream()
        .anyMatch(run -> run.ratePerMinute() > TACHYCARDIA_PER_MINUTE);
  }

  private static boolean hasPause(double[] seconds) {
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] - seconds[i - 1] > PAUSE_SECONDS) {
        return true;
      }
    }
    return false;
  }
}
