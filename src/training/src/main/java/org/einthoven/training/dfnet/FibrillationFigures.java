package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.training.data.Cinc2017.Label;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.Rhythms;
import org.einthoven.training.evaluation.Figure;
import org.einthoven.training.evaluation.WeighedDetection;

/**
 * The figures of scores for atrial fibrillation: at each length, against all other records, against
 * those that are not noise, and against the normal ones. A record that could not be assessed counts
 * as one of which nothing is stated.
 */
final class FibrillationFigures {

  static final List<String> HEADER =
      List.of("records", "against", "n", "AF", "not assessed", "Se", "PPV", "F1", "Sp", "AUC");

  private static final Map<String, Set<Label>> AGAINST = new LinkedHashMap<>();

  static {
    AGAINST.put("all", Set.of(Label.NORMAL, Label.OTHER, Label.NOISY));
    AGAINST.put("normalAndOther", Set.of(Label.NORMAL, Label.OTHER));
    AGAINST.put("normal", Set.of(Label.NORMAL));
  }

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private Map<String, Object> main = Map.of();

  /**
   * Figures of CinC 2017's records.
   *
   * @param scores [lengths][records]
   * @param thresholds of each fold
   * @param whole whether each record counts as often as its label in the whole database
   */
  static FibrillationFigures of(
      FibrillationRecords records, double[][] scores, double[] thresholds, boolean whole) {
    FibrillationFigures figures = new FibrillationFigures();
    double[] weights = records.wholeWeights();
    if (!whole) {
      Arrays.fill(weights, 1);
    }
    for (int length = scores.length - 1; length >= 0; length--) {
      int seconds = Rhythms.SECONDS.get(length);
      boolean uncut = length == scores.length - 1;
      Map<String, Object> ofLength = new LinkedHashMap<>();
      for (Map.Entry<String, Set<Label>> against : AGAINST.entrySet()) {
        WeighedDetection detection =
            detection(records, scores[length], thresholds, weights, against.getValue());
        Map<String, Object> ofComparison = fields(detection);
        ofLength.put(against.getKey(), ofComparison);
        if (uncut && against.getKey().equals("all")) {
          figures.main = ofComparison;
        }
        figures.rows.add(
            row(
                uncut ? "whole" : "first " + seconds + " s",
                words(against.getKey()),
                detection,
                String.valueOf(records.notAssessed(seconds))));
      }
      figures.fields.put(uncut ? "whole" : "first" + seconds + "s", ofLength);
    }
    return figures;
  }

  /** Figures of stretches that are records of their own, one line for each lead. */
  static FibrillationFigures ofLeads(RhythmSet set, double[] scores, double threshold) {
    FibrillationFigures figures = new FibrillationFigures();
    for (String lead : List.of("I", "II")) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < set.size(); i++) {
        if (set.stretches().get(i).label().equals(lead)) {
          places.add(i);
        }
      }
      int count = places.size();
      double[] some = new double[count];
      boolean[] found = new boolean[count];
      boolean[] labels = new boolean[count];
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        some[i] = scores[places.get(i)];
        found[i] = some[i] >= threshold;
        labels[i] = set.stretches().get(places.get(i)).fibrillation();
        weights[i] = 1;
      }
      WeighedDetection detection = new WeighedDetection(some, found, labels, weights);
      figures.fields.put("lead" + lead, fields(detection));
      figures.rows.add(row("lead " + lead, "all others", detection, "–"));
    }
    return figures;
  }

  private static WeighedDetection detection(
      FibrillationRecords records,
      double[] scores,
      double[] thresholds,
      double[] weights,
      Set<Label> against) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (records.label(i) == Label.FIBRILLATION || against.contains(records.label(i))) {
        places.add(i);
      }
    }
    int count = places.size();
    double[] some = new double[count];
    boolean[] found = new boolean[count];
    boolean[] labels = new boolean[count];
    double[] someWeights = new double[count];
    for (int i = 0; i < count; i++) {
      int place = places.get(i);
      some[i] = scores[place];
      found[i] = some[i] >= thresholds[records.fold(place)];
      labels[i] = records.label(place) == Label.FIBRILLATION;
      someWeights[i] = weights[place];
    }
    return new WeighedDetection(some, found, labels, someWeights);
  }

  private static String words(String against) {
    return switch (against) {
      case "all" -> "N, O and ~";
      case "normalAndOther" -> "N and O";
      default -> "N";
    };
  }

  private static List<String> row(
      String records, String against, WeighedDetection detection, String notAssessed) {
    return List.of(
        records,
        against,
        String.valueOf(detection.count()),
        String.valueOf(detection.positives()),
        notAssessed,
        Figure.percent(detection.sensitivity()),
        Figure.percent(detection.predictivity()),
        Figure.percent(detection.f1()),
        Figure.percent(detection.specificity()),
        Figure.three(detection.auc()));
  }

  private static Map<String, Object> fields(WeighedDetection detection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", detection.count());
    fields.put("positives", detection.positives());
    fields.put("f1", detection.f1());
    fields.put("se", detection.sensitivity());
    fields.put("sp", detection.specificity());
    fields.put("ppv", detection.predictivity());
    fields.put("auc", detection.auc());
    return fields;
  }

  /** A table's rows, under {@link #HEADER}. */
  List<List<String>> rows() {
    return rows;
  }

  /** By length or lead, then by what is told apart. */
  Map<String, Object> fields() {
    return fields;
  }

  /** The figures of whole records against all others. */
  Map<String, Object> main() {
    return main;
  }
}
