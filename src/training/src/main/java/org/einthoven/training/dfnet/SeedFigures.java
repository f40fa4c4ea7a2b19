package org.einthoven.training.dfnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The same figures of networks that differ in their seed alone.
 *
 * @param shippedSeed the seed of the network that ships
 * @param choicesOfFirst whether the first seed alone was cross-validated, and ships
 * @param figures of each seed, by name
 */
record SeedFigures(
    long shippedSeed, boolean choicesOfFirst, Map<Long, Map<String, Double>> figures) {

  private static final String MEDIAN =
      "its cross-validated score on training\n"
          + "patients (the mean of the macro-F1 of whole records, that of 10 s pieces and the"
          + " infarction AUC)\n"
          + "is the median one, so it is neither the luckiest nor the worst.";

  private static final String FIRST =
      "it is the first, as was fixed\n"
          + "beforehand. It alone was cross-validated, to save time, and its offsets and thresholds"
          + " serve all.";

  /** The file that holds them beside a model. */
  static final String FILE = "seeds.json";

  /** Copies the figures, in their order. */
  SeedFigures {
    figures = new LinkedHashMap<>(figures);
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    figures.values().forEach(ofSeed -> names.addAll(ofSeed.keySet()));
    return names;
  }

  private double[] sorted(String name) {
    return figures.values().stream()
        .map(ofSeed -> ofSeed.getOrDefault(name, Double.NaN))
        .filter(Double::isFinite)
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  /** The median over seeds, the mean of the middle two where their number is even. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A section of the model card. */
  String section() {
    StringBuilder text = new StringBuilder("\n## Variation over seeds\n\n");
    if (figures.size() < 2) {
      return text.append(
              "One seed was trained: how much the figures vary over seeds is not known.\n")
          .toString();
    }
    text.append(
        String.format(
            Locale.ROOT,
            """
            %d seeds were trained alike. The network of seed %d ships: %s
            All of them were frozen before any was scored on the test patients. F1 and macro-F1 in percent.

            """,
            figures.size(),
            shippedSeed,
            choicesOfFirst ? FIRST : MEDIAN));
    text.append("| figure | median | lowest | highest | shipped |\n|---|---|---|---|---|\n");
    for (String name : names()) {
      double[] sorted = sorted(name);
      if (sorted.length > 0) {
        String form = name.contains("AUC") ? "%.3f" : "%.1f";
        double shipped = figures.getOrDefault(shippedSeed, Map.of()).getOrDefault(name, Double.NaN);
        text.append("| ").append(name);
        if (sorted.length == 1) {
          text.append(" | – | – | –");
        } else {
          for (double value : new double[] {median(sorted), sorted[0], sorted[sorted.length - 1]}) {
            text.append(" | ").append(String.format(Locale.ROOT, form, value));
          }
        }
        text.append(" | ").append(String.format(Locale.ROOT, form, shipped)).append(" |\n");
      }
    }
    return text.toString();
  }

  /** All of it as JSON. */
  byte[] json() {
    Map<String, Object> over = new LinkedHashMap<>();
    for (String name : names()) {
      double[] sorted = sorted(name);
      if (sorted.length > 0) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("median", median(sorted));
        figure.put("lowest", sorted[0]);
        figure.put("highest", Arrays.stream(sorted).max().orElse(Double.NaN));
        Map<String, Double> bySeed = new LinkedHashMap<>();
        figures.forEach(
            (seed, ofSeed) -> {
              Double value = ofSeed.get(name);
              if (value != null && Double.isFinite(value)) {
                bySeed.put(String.valueOf(seed), value);
              }
            });
        figure.put("bySeed", bySeed);
        over.put(name, figure);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("shippedSeed", shippedSeed);
    all.put(
        "chosenBy",
        choicesOfFirst
            ? "the first seed, beforehand"
            : "the median cross-validated score on training patients");
    all.put("seeds", figures.keySet());
    all.put("figures", over);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers can be written as JSON", e);
    }
  }
}
