package org.einthoven.training.dfnet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;

/**
 * What a row of the ablation table reached with one seed, on patients that the networks had not
 * seen.
 *
 * @param parameters trained numbers of a network
 * @param figures by name: F1 of S, V and macro-F1 on whole records and on pieces of ten seconds,
 *     the area under the ROC curve of infarction, and the calibration error of the class found,
 *     before and after a temperature that was computed from the other parts
 */
record AblationFigures(int parameters, Map<String, Double> figures) {

  /**
   * The figures of judged beats and records.
   *
   * @param choices made on them
   * @param ece calibration error without and with a temperature
   */
  static AblationFigures of(int parameters, DfnetChoices choices, double[] ece) {
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, "", choices.whole());
    put(figures, "10s", choices.pieces());
    figures.put("infarctionAuc", choices.infarction().auc());
    figures.put("ece", ece[0]);
    figures.put("eceWithTemperature", ece[1]);
    return new AblationFigures(parameters, figures);
  }

  /** One figure. */
  double figure(String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("no figure " + name);
    }
    return figure;
  }

  private static void put(Map<String, Double> figures, String ending, BeatConfusion beats) {
    figures.put("sF1" + ending, beats.f1(BeatClass.S));
    figures.put("vF1" + ending, beats.f1(BeatClass.V));
    figures.put("macroF1" + ending, beats.macroF1());
  }
}
