package org.einthoven.training.diffusion;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.DenoiserOnnx;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;

/**
 * What synthetic beats are worth, by cross-validation on patients: for each part of them,
 * generators and classifiers are trained on the others alone and judged on the part.
 */
final class DiffusionEvaluation {

  private static final int HELD_BACK_EVERY = 8;

  private final EvaluationPlan plan;
  private final Sampling sampling;
  private final long seed;
  private final Path work;
  private final TrainingRun run;
  private final Consumer<String> progress;

  /**
   * An evaluation.
   *
   * @param work where finished steps are kept; what is there is not done again
   * @param progress is told a line about each step
   */
  DiffusionEvaluation(
      EvaluationPlan plan, Sampling sampling, long seed, Path work, Consumer<String> progress)
      throws IOException {
    this.plan = plan;
    this.sampling = sampling;
    this.seed = seed;
    this.work = work;
    this.progress = progress;
    int networks = 2 * MitBih.DS1_PARTS.size();
    this.run =
        new TrainingRun(
            work,
            new RunIdentity(plan.generator().byName()),
            true,
            new RunProgress(
                InstantSource.system(), networks * plan.generator().epochs(), progress));
  }

  /**
   * What came of it.
   *
   * @param quality of each part's generator, with GRU and without
   * @param trials by setting and seed, over all parts
   * @param parameters of the generator with GRU and without
   */
  record Outcome(
      Map<Setting, List<GeneratorQuality>> quality,
      Map<Setting, List<BeatConfusion>> trials,
      Map<Setting, Integer> parameters) {}

  /**
   * Evaluates.
   *
   * @param beats whole records, beats in order of time
   * @param parts records to leave out together
   */
  Outcome run(BeatSet beats, List<Set<Integer>> parts) throws IOException {
    Outcome outcome =
        new Outcome(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Setting setting : Setting.values()) {
      List<BeatConfusion> confusions = new ArrayList<>();
      for (int i = 0; i < plan.seeds(); i++) {
        confusions.add(new BeatConfusion());
      }
      outcome.trials().put(setting, confusions);
    }
    for (int part = 1; part <= parts.size(); part++) {
      Set<Integer> left = parts.get(part - 1);
      BeatSet training = beats.ofRecords(record -> !left.contains(record));
      BeatSet test = beats.ofRecords(left::contains);
      Map<Setting, BeatSet> synthetic = new LinkedHashMap<>();
      for (Setting setting : List.of(Setting.DIFFUSION, Setting.DIFFUSION_WITHOUT_GRU)) {
        synthetic.put(setting, generate(setting, part, training, test, outcome));
      }
      trials(part, training, test, synthetic, outcome.trials());
    }
    return outcome;
  }

  private BeatSet generate(
      Setting setting, int part, BeatSet training, BeatSet test, Outcome outcome)
      throws IOException {
    String name = "part" + part + (setting == Setting.DIFFUSION ? "" : "-without-gru");
    DiffusionSettings settings =
        setting == Setting.DIFFUSION ? plan.generator() : plan.generator().withoutRecurrence();
    GeneratorBeats all = GeneratorBeats.of(training);
    boolean[] held = heldBack(all);
    GeneratorBeats trained = all.where(i -> !held[i]);
    GeneratorBeats heldBack = all.where(i -> held[i]);
    Weights weights =
        run.finishedOr(
            name,
            new RunIdentity(settings.byName()).with("seed", seed + part),
            settings.epochs(),
            log -> new DiffusionTrainer(settings).train(trained, seed + part, log));
    outcome.parameters().put(setting, weights.parameters());
    SyntheticStore store = new SyntheticStore(work);
    byte[] onnx = DenoiserOnnx.write(weights, settings.shape(), GeneratorBeats.CLASSES.size());
    try (BeatGenerator generator =
        BeatGenerator.of(onnx, GeneratorBeats.CLASSES, trained.scale())) {
      GeneratorBeats models = drawn(trained, new SplittableRandom(seed + part));
      List<BeatGenerator.Wanted> wanted = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        wanted.add(new BeatGenerator.Wanted(models.classes()[i], models.usual()[i]));
      }
      progress.accept(name + ": making " + wanted.size() + " beats to judge it by");
      List<float[]> like =
          store.madeOr(name + "-like", () -> generator.make(wanted, seed + part, sampling));
      GeneratorBeats synthetic =
          new GeneratorBeats(
              like.toArray(float[][]::new), models.usual(), models.classes(), models.records());
      outcome
          .quality()
          .computeIfAbsent(setting, key -> new ArrayList<>())
          .add(
              GeneratorQuality.judge(
                  trained,
                  heldBack,
                  synthetic,
                  GeneratorBeats.of(test),
                  plan.encoderSteps(),
                  seed + part));
      return new SlotFilling(plan.filledOfClass(), sampling, store, progress)
          .fill(name, training, generator, seed + part);
    }
  }

  /** Every eighth of the rare beats of each class. */
  private static boolean[] heldBack(GeneratorBeats beats) {
    boolean[] held = new boolean[beats.size()];
    int[] seen = new int[BeatClass.values().length];
    for (int i = 0; i < held.length; i++) {
      BeatClass own = beats.classes()[i];
      held[i] = own != BeatClass.N && ++seen[own.column()] % HELD_BACK_EVERY == 0;
    }
    return held;
  }

  /** As many beats of each class as are judged, drawn from those trained on. */
  private GeneratorBeats drawn(GeneratorBeats trained, SplittableRandom random) {
    List<Integer> places = new ArrayList<>();
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      List<Integer> own = new ArrayList<>();
      for (int i = 0; i < trained.size(); i++) {
        if (trained.classes()[i] == beatClass) {
          own.add(i);
        }
      }
      for (int i = 0; i < plan.madeOfClass() && !own.isEmpty(); i++) {
        places.add(own.get(random.nextInt(own.size())));
      }
    }
    return trained.at(places.stream().mapToInt(Integer::intValue).toArray());
  }

  private void trials(
      int part,
      BeatSet training,
      BeatSet test,
      Map<Setting, BeatSet> synthetic,
      Map<Setting, List<BeatConfusion>> into)
      throws IOException {
    ClassifierTrial trial = new ClassifierTrial(training, plan.trialSteps());
    BeatSet none = training.select(new int[0]);
    TrialStore store = new TrialStore(work.resolve("trials.txt"));
    for (int i = 0; i < plan.seeds(); i++) {
      for (Setting setting : Setting.values()) {
        long own = seed + 1000L * part + i;
        BeatConfusion found =
            store.foundOr(
                "part" + part + " seed" + (i + 1) + " " + setting,
                () -> trial.run(setting, synthetic.getOrDefault(setting, none), test, own));
        into.getOrDefault(setting, List.of()).get(i).add(found);
      }
      progress.accept("part" + part + ": classifiers of seed " + (i + 1) + " are judged");
    }
  }

  /** The mean of each class's share that was taken for it, over the classes that there are. */
  static double meanSensitivity(int[][] confusion) {
    return Arrays.stream(sensitivities(confusion))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** For each class the share that was taken for it, NaN where there is none. */
  static double[] sensitivities(int[][] confusion) {
    double[] shares = new double[confusion.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = (double) confusion[c][c] / Arrays.stream(confusion[c]).sum();
    }
    return shares;
  }
}
