package org.einthoven.training.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;
import org.jspecify.annotations.Nullable;

/** The figures of an evaluation, gathered over parts and seeds, and as JSON. */
final class DiffusionReport {

  /** The classes that synthetic beats are made of. */
  static final List<BeatClass> RARE = List.of(BeatClass.S, BeatClass.V, BeatClass.F);

  private final DiffusionEvaluation.Outcome outcome;

  DiffusionReport(DiffusionEvaluation.Outcome outcome) {
    this.outcome = outcome;
  }

  /** F1 of a class by seed. */
  double[] f1(Setting setting, BeatClass beatClass) {
    return bySeed(setting, confusion -> confusion.f1(beatClass));
  }

  double[] bySeed(Setting setting, ToDoubleFunction<BeatConfusion> figure) {
    return trials(setting).stream().mapToDouble(figure).toArray();
  }

  private List<BeatConfusion> trials(Setting setting) {
    return outcome.trials().getOrDefault(setting, List.of());
  }

  List<GeneratorQuality> quality(Setting setting) {
    return outcome.quality().getOrDefault(setting, List.of());
  }

  int parameters(Setting setting) {
    return outcome.parameters().getOrDefault(setting, 0);
  }

  /** By how much F1 differs from oversampling, seed by seed. */
  PairedDifference gain(Setting setting, BeatClass beatClass) {
    return PairedDifference.of(f1(setting, beatClass), f1(Setting.OVERSAMPLING, beatClass));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value / values.length;
    }
    return sum;
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / Math.max(1, values.length - 1));
  }

  /** The sum over parts of a confusion. */
  int[][] summed(Setting setting, Function<GeneratorQuality, int[][]> which) {
    int classes = GeneratorBeats.CLASSES.size();
    int[][] sum = new int[classes][classes];
    for (GeneratorQuality quality : quality(setting)) {
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          sum[i][j] += which.apply(quality)[i][j];
        }
      }
    }
    return sum;
  }

  /** A Fréchet distance of a class, the mean over the parts that have enough beats of it. */
  double frechet(
      Setting setting, BeatClass beatClass, ToDoubleFunction<GeneratorQuality.Frechet> which) {
    return quality(setting).stream()
        .filter(quality -> quality.frechet().containsKey(beatClass))
        .mapToDouble(quality -> which.applyAsDouble(quality.frechet().get(beatClass)))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  double memorised(Setting setting, ToDoubleFunction<NearestBeats.Comparison> which) {
    return quality(setting).stream()
        .mapToDouble(quality -> which.applyAsDouble(quality.memorised()))
        .average()
        .orElse(Double.NaN);
  }

  String json() throws JsonProcessingException {
    Map<String, Object> all = generator(Setting.DIFFUSION);
    all.put("withoutGru", generator(Setting.DIFFUSION_WITHOUT_GRU));
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      Map<String, Object> classes = new LinkedHashMap<>();
      for (BeatClass beatClass : GeneratorBeats.CLASSES) {
        double[] values = f1(setting, beatClass);
        classes.put(beatClass.name(), figures("f1", mean(values), "deviation", deviation(values)));
      }
      classes.put("macroF1", number(mean(bySeed(setting, BeatConfusion::macroF1))));
      settings.put(setting.words(), classes);
    }
    all.put("settings", settings);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private Map<String, Object> generator(Setting setting) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("parameters", parameters(setting));
    all.put("trtr", sensitivities(summed(setting, GeneratorQuality::trtr)));
    all.put("tstr", sensitivities(summed(setting, GeneratorQuality::tstr)));
    all.put("trts", sensitivities(summed(setting, GeneratorQuality::trts)));
    Map<String, Object> distances = new LinkedHashMap<>();
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      distances.put(
          beatClass.name(),
          figures(
              "synthetic",
              frechet(setting, beatClass, GeneratorQuality.Frechet::synthetic),
              "realHalves",
              frechet(setting, beatClass, GeneratorQuality.Frechet::real),
              "otherPatients",
              frechet(setting, beatClass, GeneratorQuality.Frechet::patients)));
    }
    all.put("frechet", distances);
    Map<String, Object> gains = new LinkedHashMap<>();
    for (BeatClass beatClass : RARE) {
      PairedDifference gain = gain(setting, beatClass);
      gains.put(
          beatClass.name(), figures("mean", gain.mean(), "low", gain.low(), "high", gain.high()));
    }
    all.put("deltaF1", gains);
    all.put(
        "memorised",
        figures(
            "nearerThan95PercentOfHeldBack",
            memorised(setting, NearestBeats.Comparison::nearer),
            "medianDistance",
            memorised(setting, NearestBeats.Comparison::synthetic),
            "medianDistanceHeldBack",
            memorised(setting, NearestBeats.Comparison::heldBack)));
    return all;
  }

  private static Map<String, Object> sensitivities(int[][] confusion) {
    Map<String, Object> all = new LinkedHashMap<>();
    double[] shares = DiffusionEvaluation.sensitivities(confusion);
    for (int c = 0; c < shares.length; c++) {
      all.put(GeneratorBeats.CLASSES.get(c).name(), number(shares[c]));
    }
    all.put("meanSe", number(DiffusionEvaluation.meanSensitivity(confusion)));
    return all;
  }

  private static Map<String, Object> figures(Object... namesAndValues) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      figures.put((String) namesAndValues[i], number((Double) namesAndValues[i + 1]));
    }
    return figures;
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  }
}
