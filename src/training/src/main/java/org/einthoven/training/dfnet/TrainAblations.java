package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PreparedCache;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.ResultOptions;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains variants of DFNet on training patients and says what each part of it brings. */
@Command(
    name = "ablations",
    mixinStandardHelpOptions = true,
    description = {
      "Trains variants of the multi-task DFNet, each with several seeds, on four parts of DS1 and"
          + " of",
      "PTB-XL folds 1-8, and judges each network on the patients it was not shown. Finished"
          + " networks",
      "are kept in work-in-progress/ablations; --resume goes on with what is missing."
    })
public final class TrainAblations implements Callable<Integer> {

  private static final int NO = 1;
  private static final Path WORK = Path.of("work-in-progress", "ablations");
  private static final int PIECE_SECONDS = 10;

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--ptbxl", required = true, description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private Path ptbxl;

  @Option(
      names = "--cache",
      description = "folder where prepared data are kept (default: ${DEFAULT-VALUE})")
  private Path cache = Path.of("work-in-progress", "cache");

  @Option(names = "--resume", description = "keep networks that an earlier run finished")
  private boolean resume;

  @Option(
      names = "--rows",
      split = ",",
      description = "only these rows, such as single,shared,gated (default: all)")
  private List<String> keys = List.of();

  @Option(
      names = "--seeds",
      description = "at most so many seeds a row (default: ${DEFAULT-VALUE})")
  private int seeds = 5;

  @Option(names = "--epochs", description = "the same for every row (default: ${DEFAULT-VALUE})")
  private int epochs = 2;

  @Option(
      names = "--normal-beats",
      description =
          "N beats drawn for an epoch, the same for every row (default: ${DEFAULT-VALUE})")
  private int normalBeats = 4000;

  @Mixin private ResultOptions results;

  @Spec private CommandSpec spec;

  private final SyntheticSource.Opening synthesis;

  /**
   * The command.
   *
   * @param synthesis where rows with synthetic beats get them from
   */
  public TrainAblations(SyntheticSource.Opening synthesis) {
    this.synthesis = synthesis;
  }

  @Override
  public Integer call() throws IOException {
    List<Ablation> rows =
        Ablation.ROWS.stream()
            .filter(row -> keys.isEmpty() || keys.contains(row.key()))
            .map(row -> row.atMost(seeds))
            .toList();
    if (rows.isEmpty()) {
      spec.commandLine().getErr().println("no row of that name; there are " + known());
      return NO;
    }
    Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
    PreparedCache prepared = PreparedCache.in(cache, progress);
    MitBih mit = new MitBih(mitdb, LeftOut.refusing(), prepared);
    BeatSet whole = mit.whole(MitBih.DS1);
    BeatSet pieces = mit.pieces(MitBih.DS1, PIECE_SECONDS);
    MedianBeatSet records =
        new PtbXl(ptbxl, LeftOut.refusing(), prepared).medianBeats(DfnetTraining.TRAINING_FOLDS);
    DfnetSettings usual = DfnetSettings.DEFAULT;
    DfnetSettings settings =
        new DfnetSettings(
            epochs,
            normalBeats,
            usual.beatBatch(),
            usual.recordBatch(),
            usual.learningRate(),
            usual.weightDecay(),
            usual.amplitude(),
            usual.leadDropout(),
            usual.average());
    RunIdentity identity =
        new RunIdentity(settings.byName()).with("preparation", BeatPreparation.settingsSha256());
    TrainingRun run =
        new TrainingRun(
            WORK, identity, resume, new RunProgress(InstantSource.system(), 0, progress));
    SyntheticSource source = synthesis.in(WORK.resolve("generators"), resume, progress);
    AblationStudy study =
        new AblationStudy(whole, pieces, records, settings, source, run, progress);
    results.publish(spec, result(rows, study.run(rows), settings));
    return 0;
  }

  private static List<String> known() {
    return Ablation.ROWS.stream().map(Ablation::key).toList();
  }

  static EvaluationResult result(
      List<Ablation> rows, Map<String, List<AblationFigures>> figures, DfnetSettings settings) {
    EvaluationResult result =
        new EvaluationResult("ablations", "Ablations of the multi-task DFNet");
    result.paragraph(
        "Mean ± standard deviation over seeds. Each seed is four networks, each judged on the part"
            + " of the training patients that it was not shown (DS1 of MIT-BIH in four parts,"
            + " PTB-XL folds 1 to 8 in four pairs); no test patient was looked at. Every row was"
            + " trained with "
            + settings.epochs()
            + " epochs of "
            + settings.normalBeats()
            + " N beats and all others, fewer than what ships, so that the figures are to be"
            + " compared with each other only. F1 in percent, beats annotated. Logit offsets are"
            + " chosen for each row as for the model that ships. Single-task, shared and gated"
            + " have about as many parameters. Single-task networks are trained in the same steps,"
            + " side by side, with nothing in common but the clipping of their gradients. Synthetic"
            + " beats (as many S as V, half as many F) are made by generators that were trained on"
            + " the same training patients; they stand beside the real beats, so that these rows"
            + " take up to a tenth more steps than what ships.");
    List<List<String>> table = new ArrayList<>();
    List<Object> fields = new ArrayList<>();
    for (Ablation row : rows) {
      List<AblationFigures> seeds = figures.getOrDefault(row.key(), List.of());
      table.add(
          List.of(
              row.words(),
              String.valueOf(seeds.get(0).parameters()),
              String.valueOf(seeds.size()),
              percent(seeds, "sF1"),
              percent(seeds, "vF1"),
              percent(seeds, "macroF1"),
              percent(seeds, "sF110s"),
              percent(seeds, "vF110s"),
              percent(seeds, "macroF110s"),
              spread(seeds, "infarctionAuc", 1, "%.3f ± %.3f")));
      fields.add(fields(row, seeds));
    }
    result.table(
        List.of(
            "network",
            "parameters",
            "seeds",
            "S",
            "V",
            "macro",
            "S, 10 s",
            "V, 10 s",
            "macro, 10 s",
            "MI AUC"),
        table);
    result.heading("Calibration");
    result.paragraph(
        "Expected calibration error of the probability of the class found, on 10 s pieces: as it"
            + " is, and with one temperature, computed from the parts that the beats judged are not"
            + " in.");
    result.table(
        List.of("network", "as it is", "with a temperature"),
        rows.stream()
            .map(
                row ->
                    List.of(
                        row.words(),
                        spread(figures.getOrDefault(row.key(), List.of()), "ece", 1, "%.3f ± %.3f"),
                        spread(
                            figures.getOrDefault(row.key(), List.of()),
                            "eceWithTemperature",
                            1,
                            "%.3f ± %.3f")))
            .toList());
    result.field("epochs", settings.epochs()).field("normalBeats", settings.normalBeats());
    result.field("rows", fields);
    return result;
  }

  private static Map<String, Object> fields(Ablation row, List<AblationFigures> seeds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", row.key());
    fields.put("network", row.words());
    fields.put("parameters", seeds.get(0).parameters());
    Map<String, Object> means = new LinkedHashMap<>();
    Map<String, Object> deviations = new LinkedHashMap<>();
    for (String name : seeds.get(0).figures().keySet()) {
      means.put(name, mean(seeds, name));
      deviations.put(name, deviation(seeds, name));
    }
    fields.put("mean", means);
    fields.put("sd", deviations);
    fields.put("seeds", seeds.stream().map(AblationFigures::figures).toList());
    return fields;
  }

  private static String percent(List<AblationFigures> seeds, String name) {
    return spread(seeds, name, 100, "%.1f ± %.1f");
  }

  private static String spread(
      List<AblationFigures> seeds, String name, double factor, String format) {
    double deviation = deviation(seeds, name);
    String text =
        String.format(Locale.ROOT, format, factor * mean(seeds, name), factor * deviation);
    return Double.isNaN(deviation) ? text.replace("NaN", "–") : text;
  }

  private static double mean(List<AblationFigures> seeds, String name) {
    return seeds.stream().mapToDouble(seed -> seed.figure(name)).average().orElse(Double.NaN);
  }

  /** The standard deviation of a sample; NaN for one seed. */
  static double deviation(List<AblationFigures> seeds, String name) {
    double mean = mean(seeds, name);
    double squares =
        seeds.stream().mapToDouble(seed -> Math.pow(seed.figure(name) - mean, 2)).sum();
    return seeds.size() < 2 ? Double.NaN : Math.sqrt(squares / (seeds.size() - 1));
  }
}
