package org.einthoven.training.dfnet;

import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.TrainingEnvironment;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.InfarctionEvaluation;

/**
 * The model card, from what was measured.
 *
 * @param version of the model
 * @param parameters how many numbers were trained
 * @param training what it was made from
 * @param choices what was chosen on training patients
 * @param whole DS2, whole records
 * @param pieces DS2, pieces of ten seconds
 * @param detected the same with beats from the product's own detector
 * @param infarction figures on patients never trained on
 */
record ModelCard(
    String version,
    int parameters,
    ModelManifest.Training training,
    DfnetChoices choices,
    BeatReport whole,
    BeatReport pieces,
    BeatReport detected,
    List<InfarctionEvaluation.Figures> infarction) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# dfnet ").append(version).append("\n\n");
    text.append(ModelCardWords.WHAT).append('\n');
    text.append("It has ").append(parameters).append(" trained parameters.\n\n");
    text.append(ModelCardWords.USE).append('\n');
    text.append("## Beat classes on MIT-BIH: both protocols\n\n").append(ModelCardWords.PROTOCOLS);
    beats(text);
    text.append("\n## Myocardial infarction\n\n").append(ModelCardWords.INFARCTION).append('\n');
    figures(text);
    text.append("\n## Other abnormalities\n\n").append(ModelCardWords.ABNORMALITIES).append('\n');
    abnormalities(text);
    text.append("\n## Calibration and gates\n\n");
    text.append(
        line(
            "Expected calibration error of the probability of the class found: %.3f on whole DS2"
                + " records, %.3f on their 10 s pieces. That of the infarction score stands in the"
                + " table above. The gate gave the shared features a mean weight of %.2f over the"
                + " beats of DS2.",
            whole.calibrationError(), pieces.calibrationError(), whole.meanSharedShare()));
    text.append("\n\n## Choices\n\n").append(ModelCardWords.CHOICES);
    text.append("\n\n");
    header(text);
    row(text, "DS1 cross-validated, whole records", choices.whole());
    row(text, "DS1 cross-validated, 10 s pieces", choices.pieces());
    Discrimination chosen = choices.infarction();
    text.append(
        line(
            "\n"
                + "Infarction, cross-validated on folds 1-8: AUC %.3f; at the threshold %.3f Se"
                + " %.1f %%, Sp %.1f %%, optimistic because the threshold was chosen on the same"
                + " patients.\n",
            chosen.auc(),
            choices.threshold(),
            100 * chosen.sensitivity(choices.threshold()),
            100 * chosen.specificity(choices.threshold())));
    text.append("\n## Limits\n\n").append(ModelCardWords.LIMITS);
    text.append("\n## Data\n\n");
    for (ModelManifest.DataSet data : training.data()) {
      text.append(
          line(
              "- %s %s, %s: %s. SHA-256 over the files read: `%s`.\n",
              data.name(), data.version(), data.licence(), data.part(), data.sha256()));
    }
    text.append(ModelCardWords.CITATIONS);
    text.append("\n## Made by\n\n");
    text.append("`einthoven train dfnet --mitdb DIR --ptbxl DIR --cinc2017 DIR`, seed ")
        .append(training.seed());
    text.append(". The weights are under this project's licence, Apache-2.0.\n");
    text.append(repeat());
    return text.toString();
  }

  private String repeat() {
    StringBuilder text = new StringBuilder();
    TrainingEnvironment on = training.environment();
    if (on != null) {
      text.append(
          line(
              "%s on %s with %d thread (%s, Java %s, libtorch %s): all networks of all seeds, over"
                  + " all sessions, without reading and judging; an epoch that was broken off counts"
                  + " as it was trained again. The models were checked with ONNX Runtime %s.\n",
              took(on),
              on.processor(),
              on.threads(),
              on.system(),
              on.java(),
              on.libtorch(),
              on.onnxRuntime()));
    }
    int leftOut = training.leftOut().size();
    text.append(
        leftOut == 0
            ? "No record was left out of the training data.\n"
            : leftOut + " records could not be used; the manifest names each with the reason.\n");
    return text.append(ModelCardWords.REPEAT).toString();
  }

  private static String took(TrainingEnvironment on) {
    Double processor = on.processorSeconds();
    return processor == null
        ? line("Training took %.0f s by the clock", on.wallSeconds())
        : line(
            "Training took %.0f s of processor time, %.0f s by the clock,",
            processor, on.wallSeconds());
  }

  private void beats(StringBuilder text) {
    header(text);
    row(text, "**inter-patient: DS1 → DS2, the shipped weights**", whole.gross());
    row(text, "the same without record 202 (the person of 201)", whole.without(202));
    row(text, "the same without record 232 (most of the S beats)", whole.without(232));
    row(text, "DS2 in pieces of 10 s, as a short ECG", pieces.gross());
    row(text, "10 s pieces without record 232", pieces.without(232));
    row(text, "10 s pieces end to end: beats from our own detector", detected.gross());
    text.append("\nSe / +P / F1 in percent; macro-F1 over N, S, V, F.");
    text.append(
        line(
            " %d beats stood in pieces of 10 s with too few annotated beats to be judged, %d in"
                + " pieces with too few detected ones. End to end, a beat that was not detected"
                + " counts against Se and one that is not annotated against +P (EC57, 150 ms).\n\n",
            pieces.notJudged(), detected.notJudged()));
    text.append("Average over the records of DS2 that have the class (EC57), whole records: ");
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      text.append(
          line(
              "%s Se %.1f, +P %.1f; ",
              beatClass,
              100 * whole.average(confusion -> confusion.sensitivity(beatClass)),
              100 * whole.average(confusion -> confusion.positivePredictivity(beatClass))));
    }
    text.append("\n\n| annotated \\ found | N | S | V | F | Q |\n|---|---|---|---|---|---|\n");
    for (BeatClass annotated : BeatClass.values()) {
      text.append("| ").append(annotated);
      for (BeatClass found : BeatClass.values()) {
        text.append(" | ").append(whole.gross().count(annotated, found));
      }
      text.append(" |\n");
    }
    text.append("\nThe table counts the beats of the whole records of DS2.\n");
  }

  private static void header(StringBuilder text) {
    text.append("| | N | S | V | F | macro-F1 | accuracy |\n|---|---|---|---|---|---|---|\n");
  }

  private static void row(StringBuilder text, String name, BeatConfusion confusion) {
    text.append("| ").append(name);
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      text.append(
          line(
              " | %.1f / %.1f / %.1f",
              100 * confusion.sensitivity(beatClass),
              100 * confusion.positivePredictivity(beatClass),
              100 * confusion.f1(beatClass)));
    }
    text.append(line(" | %.1f | %.2f |\n", 100 * confusion.macroF1(), 100 * confusion.accuracy()));
  }

  private void figures(StringBuilder text) {
    text.append("| patients | records | with MI | AUC (95 %) | Se | Sp | calibration error |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (InfarctionEvaluation.Figures figures : infarction) {
      text.append(
          line(
              "| %s | %d | %d | %.3f (%.3f–%.3f) | %.1f | %.1f | %.3f |\n",
              figures.name(),
              figures.records(),
              figures.infarctions(),
              figures.auc(),
              figures.aucLow(),
              figures.aucHigh(),
              100 * figures.se(),
              100 * figures.sp(),
              figures.calibrationError()));
    }
    text.append(line("\nSe and Sp in percent at the threshold %.3f.\n", choices.threshold()));
  }

  private void abnormalities(StringBuilder text) {
    text.append("| label | records with it | AUC (95 %) | threshold | Se | +P | stated |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (AbnormalityChoice choice : choices.abnormalities()) {
      Discrimination judged = choice.judged();
      double[] interval = judged.aucInterval(1);
      text.append(
          line(
              "| %s: %s | %d | %.3f (%.3f–%.3f) | %.3f | %.1f | %.1f | %s |\n",
              choice.label().name(),
              choice.label().words(),
              judged.positives(),
              judged.auc(),
              interval[0],
              interval[1],
              choice.threshold(),
              100 * judged.sensitivity(choice.threshold()),
              100 * choice.positivePredictivity(),
              choice.stated() ? "yes" : "no"));
    }
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
