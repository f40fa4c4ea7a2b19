package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MissingDataException;
import org.einthoven.training.data.Noise;
import org.einthoven.training.data.NoiseStress;
import org.einthoven.training.evaluation.Ec57Record;
import org.einthoven.training.evaluation.NoiseEvaluation;
import org.einthoven.training.evaluation.NoiseResult;
import org.einthoven.training.evaluation.NoiseStressProtocol;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges beat classes, detection and the judgement of quality under recorded noise. */
@Command(
    name = "noise",
    mixinStandardHelpOptions = true,
    description = {
      "Adds the noise of the MIT-BIH Noise Stress Test Database to records of MIT-BIH at 24 to -6"
          + " dB",
      "as WFDB's nst does, and judges beat classes at annotated beats and end to end, and how many",
      "pieces of ten seconds are judged unusable."
    })
public final class EvaluateNoise implements Callable<Integer> {

  private static final List<Integer> DECIBELS = List.of(24, 18, 12, 6, 0, -6);

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(
      names = "--nstdb",
      required = true,
      description = "folder of the MIT-BIH Noise Stress Test Database 1.0.0")
  private Path nstdb;

  @Option(
      names = "--records",
      defaultValue = "ds1",
      description = "of MIT-BIH: ds1 (trained on) or ds2 (default: ${DEFAULT-VALUE})")
  private RecordSet records;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Mixin private ScoringsOption scorings;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Noise> noises = noises();
    try (DfnetModel loaded = model.load()) {
      NoiseEvaluation clean = new NoiseEvaluation(loaded);
      Map<Integer, Map<String, NoiseEvaluation>> noisy = new LinkedHashMap<>();
      for (int number : records.numbers()) {
        Ec57Record record = Ec57Record.load(mitdb, String.valueOf(number));
        clean.add(record, record.annotated());
        for (Noise noise : noises) {
          for (int decibels : DECIBELS) {
            noisy
                .computeIfAbsent(decibels, key -> new LinkedHashMap<>())
                .computeIfAbsent(noise.kind().record(), key -> new NoiseEvaluation(loaded))
                .add(record, NoiseStressProtocol.stressed(record.annotated(), noise, decibels));
          }
        }
        spec.commandLine().getErr().println("record " + number + " is judged");
      }
      scorings.add(
          spec.commandLine().getErr(), loaded.identity(), "evaluate noise", records, List.of());
      results.publish(
          spec, NoiseResult.of(loaded.identity().name(), records.words(), clean, noisy));
    }
    return 0;
  }

  private List<Noise> noises() throws IOException {
    NoiseStress database = new NoiseStress(nstdb);
    if (database.kinds().isEmpty()) {
      throw new MissingDataException(
          NoiseStress.IDENTITY.toString(), nstdb.resolve("bw.hea"), NoiseStress.IDENTITY.address());
    }
    List<Noise> noises = new ArrayList<>();
    for (NoiseStress.Kind kind : database.kinds()) {
      noises.add(database.noise(kind));
    }
    return noises;
  }
}
