package org.einthoven.training.diffusion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.einthoven.ecg.beat.FeatureRow;
import org.einthoven.inference.Sha256;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Format;
import org.einthoven.training.evaluation.ResultOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate diffusion}: what synthetic beats are worth. */
@Command(
    name = "diffusion",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the beat generator by cross-validation on the patients of DS1: train on synthetic,",
      "test on real and the other way round, Fréchet distance, gain in F1 over oversampling at",
      "equal compute, and whether it repeats what it was trained on. Trains the generators and",
      "classifiers that this takes; --resume goes on where an earlier run was broken off."
    })
public final class EvaluateDiffusion implements Callable<Integer> {

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Mixin private ResultOptions results;

  @Option(names = "--seed", description = "of every random choice (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--seeds",
      description = "classifiers of each setting and part (default: ${DEFAULT-VALUE})")
  private int seeds = EvaluationPlan.DEFAULT.seeds();

  @Option(
      names = "--generator-epochs",
      description = "100 steps each, of each part's generator (default: ${DEFAULT-VALUE})")
  private int generatorEpochs = EvaluationPlan.DEFAULT.generator().epochs();

  @Option(
      names = "--trial-steps",
      description = "steps of each classifier (default: ${DEFAULT-VALUE})")
  private int trialSteps = EvaluationPlan.DEFAULT.trialSteps();

  @Option(
      names = "--sampling-steps",
      description = "steps of the sampler (default: ${DEFAULT-VALUE})")
  private int samplingSteps = Sampling.DEFAULT.steps();

  @Option(
      names = "--guidance",
      description = "how strongly the class is followed (default: ${DEFAULT-VALUE})")
  private double guidance = Sampling.DEFAULT.guidance();

  @Option(names = "--resume", description = "go on where an earlier run was broken off")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MitBih mit = new MitBih(mitdb);
    BeatSet beats = withoutKindsOfPWave(mit.whole(MitBih.DS1));
    EvaluationPlan usual = EvaluationPlan.DEFAULT;
    EvaluationPlan plan =
        new EvaluationPlan(
            usual.generator().lasting(generatorEpochs),
            seeds,
            trialSteps,
            usual.encoderSteps(),
            usual.madeOfClass(),
            usual.filledOfClass());
    Sampling sampling = new Sampling(samplingSteps, guidance);
    // Another plan, other data: other steps to go on from. Seeds are not part of it, so that more
    // of them can be added.
    String what =
        List.of(
                plan.generator().byName(),
                plan.madeOfClass(),
                plan.filledOfClass(),
                plan.encoderSteps(),
                trialSteps,
                sampling,
                seed,
                mit.sha256(MitBih.DS1))
            .toString();
    String hash = Sha256.of(what.getBytes(StandardCharsets.UTF_8));
    Path work = Path.of("work-in-progress", "diffusion-evaluation-" + hash.substring(0, 12));
    if (!resume) {
      clear(work);
    }
    DiffusionReport report =
        new DiffusionReport(
            new DiffusionEvaluation(
                    plan, sampling, seed, work, line -> spec.commandLine().getErr().println(line))
                .run(beats, MitBih.DS1_PARTS));
    String json = report.json();
    String markdown = new DiffusionMarkdown(report).text();
    results.publish(
        spec,
        "diffusion",
        "What synthetic beats are worth",
        format -> format == Format.JSON ? json : markdown);
    return 0;
  }

  /**
   * A made-up beat cannot be told which of the block's two kinds of P wave it has; so that it is
   * not known by that, no beat is.
   */
  private static BeatSet withoutKindsOfPWave(BeatSet beats) {
    float[][] features = new float[beats.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = beats.features()[i].clone();
      FeatureRow.clearPWaves(features[i], 0);
    }
    return new BeatSet(beats.windows(), features, beats.classes(), beats.records());
  }

  private static void clear(Path work) throws IOException {
    if (Files.isDirectory(work)) {
      try (Stream<Path> files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
