package org.einthoven.training.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;

/**
 * The protocol of the paper that DFNet comes from (arXiv 2511.14104): all 48 records of MIT-BIH,
 * five classes, a fifth of the beats to test on and the rest to train on, drawn at random, so that
 * the same patients stand on both sides. It says how well a network learns beats of patients that
 * it knows, and nothing about a new patient. Its networks do not ship.
 *
 * <p>The network of each seed is kept in a folder when it is finished, so that a run that was
 * broken off goes on with the seed it was at.
 */
public final class PaperProtocol {

  private final PaperSettings settings;
  private final Ablation ablation;
  private final Path folder;
  private final boolean resume;
  private final Consumer<String> progress;

  /**
   * With the settings that were chosen.
   *
   * @param ablation what is taken from the network
   * @param folder where networks are kept
   * @param resume whether to go on from what an earlier run left there
   * @param progress is told a line about each epoch
   */
  public PaperProtocol(Ablation ablation, Path folder, boolean resume, Consumer<String> progress) {
    this(PaperSettings.DEFAULT, ablation, folder, resume, progress);
  }

  PaperProtocol(
      PaperSettings settings,
      Ablation ablation,
      Path folder,
      boolean resume,
      Consumer<String> progress) {
    this.settings = settings.without(ablation);
    this.ablation = ablation;
    this.folder = folder;
    this.resume = resume;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param firstSeed the seed of the first run; the others follow it
   * @param seeds how many runs, 1 or more
   */
  public EvaluationResult run(MitBih mit, long firstSeed, int seeds) throws IOException {
    return PaperReportText.result(run(read(mit), data(mit), firstSeed, seeds));
  }

  /** The report of one seed, for a model card. */
  public BeatReport oneSeed(MitBih mit, long seed) throws IOException {
    return run(read(mit), data(mit), seed, 1).middle().beats();
  }

  private static List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>(MitBih.DS1);
    numbers.addAll(MitBih.DS2);
    numbers.addAll(MitBih.PACED);
    return numbers;
  }

  private static RunIdentity data(MitBih mit) throws IOException {
    return new RunIdentity(Map.of("MIT-BIH", mit.sha256(numbers())));
  }

  /** All 48 records; the protocol has no meaning without one of them. */
  private List<RecordBeats> read(MitBih mit) throws IOException {
    progress.accept("reading MIT-BIH");
    List<RecordBeats> records = new ArrayList<>();
    for (int number : numbers()) {
      PaperPreparation.prepare(mit.record(number))
          .ifPresentOrElse(
              records::add,
              () -> progress.accept("record " + number + " is left out: too few beats"));
    }
    return records;
  }

  PaperReport run(List<RecordBeats> records, RunIdentity data, long firstSeed, int seeds)
      throws IOException {
    int beats = records.stream().mapToInt(RecordBeats::size).sum();
    RunIdentity identity =
        data.with("settings", settings)
            .with("beats", beats)
            .with("preparation", BeatPreparation.settingsSha256());
    RunProgress epochs =
        new RunProgress(InstantSource.system(), seeds * settings.epochs(), progress);
    TrainingRun run =
        new TrainingRun(folder.resolve("without-" + ablation), identity, resume, epochs);
    List<PaperReport.OfSeed> reports = new ArrayList<>();
    int parameters = 0;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      long ofSplit = seed;
      RandomSplit split = RandomSplit.of(beats, seed);
      Weights weights =
          run.finishedOr(
              "seed" + seed,
              new RunIdentity(Map.of()).with("seed", seed),
              settings.epochs(),
              log -> new PaperTrainer(settings).train(records, split, ofSplit, log));
      parameters = weights.parameters();
      BeatReport report = judge(records, split, weights);
      double cpuSeconds = weights.values(PaperTrainer.CPU_SECONDS)[0];
      reports.add(new PaperReport.OfSeed(seed, report, cpuSeconds));
      progress.accept(
          String.format(
              Locale.ROOT, "seed %d: accuracy %.2f %%", seed, 100 * report.gross().accuracy()));
    }
    return new PaperReport(ablation, parameters, reports);
  }

  private BeatReport judge(List<RecordBeats> records, RandomSplit split, Weights weights) {
    PaperPredictor predictor = new PaperPredictor(weights, settings);
    Map<Integer, BeatConfusion> confusions = new TreeMap<>();
    double[] confidences = new double[split.testedCount()];
    boolean[] right = new boolean[confidences.length];
    double shares = 0;
    int next = 0;
    int beat = 0;
    for (RecordBeats record : records) {
      PaperPredictor.Judged judged = predictor.judge(record);
      for (int i = 0; i < record.size(); i++, beat++) {
        if (!split.tested(beat)) {
          continue;
        }
        BeatClass found = judged.best(i);
        confusions
            .computeIfAbsent(record.record(), number -> new BeatConfusion())
            .add(record.classes()[i], found);
        confidences[next] = judged.probabilities()[i][found.column()];
        right[next] = found == record.classes()[i];
        shares += judged.sharedShares()[i];
        next++;
      }
    }
    List<BeatReport.OfRecord> reports = new ArrayList<>();
    confusions.forEach(
        (number, confusion) -> reports.add(new BeatReport.OfRecord(number, confusion)));
    return new BeatReport(
        "random",
        "dfnet, made for the random split",
        reports,
        0,
        new Discrimination(confidences, right).calibrationError(),
        shares / next);
  }
}
