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
 * @param random the paper's protocol, by a network of its own
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
    BeatReport random,
    BeatReport whole,
    BeatReport pieces,
    BeatReport detected,
    List<InfarctionEvaluation.Figures> infarction) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# dfnet ").append(version).append("\n\n");
    text.append(Words.WHAT).append('\n');
    text.append("It has ").append(parameters).append(" trained parameters.\n\n");
    text.append(Words.USE).append('\n');
    text.append("## Beat classes on MIT-BIH: both protocols\n\n").append(Words.PROTOCOLS);
    beats(text);
    text.append("\n## Myocardial infarction\n\n").append(Words.INFARCTION).append('\n');
    figures(text);
    text.append("\n## Other abnormalities\n\n").append(Words.ABNORMALITIES).append('\n');
    abnormalities(text);
    text.append("\n## Calibration and gates\n\n");
    text.append(
        line(
            "Expected calibration error of the probability of the class found: %.3f on whole DS2"
                + " records, %.3f on their 10 s pieces. That of the infarction score stands in the"
                + " table above. The gate gave the shared features a mean weight of %.2f over the"
                + " beats of DS2.",
            whole.calibrationError(), pieces.calibrationError(), whole.meanSharedShare()));
    text.append("\n\n## Choices\n\n").append(Words.CHOICES);
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
    text.append("\n## Limits\n\n").append(Words.LIMITS);
    text.append("\n## Data\n\n");
    for (ModelManifest.DataSet data : training.data()) {
      text.append(
          line(
              "- %s %s, %s: %s. SHA-256 over the files read: `%s`.\n",
              data.name(), data.version(), data.licence(), data.part(), data.sha256()));
    }
    text.append(Words.CITATIONS);
    text.append("\n## Made by\n\n");
    text.append("`einthoven train dfnet --mitdb DIR --ptbxl DIR`, seed ").append(training.seed());
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
              "Trained in %.0f s on %s with %d thread (%s, Java %s, libtorch %s); the models were"
                  + " checked with ONNX Runtime %s.\n",
              on.wallSeconds(),
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
    return text.append(Words.REPEAT).toString();
  }

  private void beats(StringBuilder text) {
    header(text);
    row(text, "random 80/20 (leaks patients), a network of its own, 48 records", random.gross());
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

  /** The parts that no measurement changes. */
  private static final class Words {

    static final String WHAT =
        """
        A class for each beat (AAMI EC57: N, S, V, F, Q) and a score for myocardial infarction from
        the median beat of twelve leads. It is a **reconstruction** of the multi-task DFNet of Xu,
        Lu, Yang and Zhou (arXiv 2511.14104, 2025), whose blocks, weights and split are not public:
        a trunk of depthwise-separable convolutions at kernel widths 3, 7 and 15 with
        squeeze-and-excitation that both tasks share, a private path for each task, a gate for each
        task that weighs shared against private features beat by beat (its weight is an output), and
        a loss weighed by learned uncertainties. No synthetic beats were used.
        """;

    static final String USE =
        """
        ## Intended use

        Decision support for professional review of 12-lead, 2-lead and 1-lead ECGs of adults; not a
        stand-alone diagnosis, not for monitoring. A reading without findings does not rule disease
        out. Not validated on paced rhythms or in children.
        """;

    static final String PROTOCOLS =
        """
        The first row is the protocol of the paper (which reports 99.72 %): beats are split at
        random, so that the beats of one patient stand on both sides. It says how well a network can
        learn the beats of patients it knows, and nothing about a new patient. The other rows are
        the shipped weights on patients they never saw; beats are placed by the reference
        annotations except in the last row. F in DS1 comes nearly all from one record (208). Paced records are in neither
        set, so that Q is not measured.

        """;

    static final String INFARCTION =
        """
        Trained on PTB-XL folds 1-8; a record is positive when any of its statements is of the
        diagnostic class MI, of any age and likelihood. Fold 9 (other patients) was kept out of
        training and of every choice. *Against normal* leaves out records that are neither. The
        data set at hand is a selection of PTB-XL: its share of infarction is no prevalence, and a
        probability calibrated to it is not calibrated to another population.
        """;

    static final String ABNORMALITIES =
        """
        Scores that do not exclude one another, from the same median beat: the diagnostic classes of
        PTB-XL (NORM, STTC, CD, HYP) and three of its statements. Cross-validated on folds 1-8, each
        record by a network that had not seen its patient; the threshold is the one with the highest
        F1 there, so that Se and +P are optimistic. Stated is what is right at least half the time;
        +P depends on how common a finding is, and this selection of PTB-XL is no population. A
        normal ECG is never stated.
        """;

    static final String CHOICES =
        """
        Logit offsets and the threshold were chosen on training patients alone, each judged by one
        of four networks that had not seen them. The preparation, features and sizes follow
        measurements on DS1 patients by this project's authors before this training; DS2 was scored
        once for these weights, after all choices. Earlier studies by the same authors had looked at
        DS2 with other weights. Sizes and steps were not searched with several seeds: small
        differences between versions mean little.\
        """;

    static final String LIMITS =
        """
        - S beats are recognised by their prematurity: in atrial fibrillation and other irregular
          rhythms many normal beats are called S, and S beats at a steady fast rate are called N.
        - In a 10 s ECG a beat is compared with about ten others only; the first and the last have an
          unknown interval. Fewer than four beats are not judged.
        - One lead is judged with the second lead's inputs at zero, as in part of the training; the
          figures above are for two leads.
        - Infarction needs all twelve leads (the limb leads may be derived from I and II) and says
          nothing about age or place. Bundle branch block and hypertrophy imitate infarction.
        - Beats are placed by the R peaks that are given; a wrong detection becomes a wrong beat.
        - Not measured: infarction by the paper's protocol (beats split at random), PTB-XL fold 10, other
          data sets, and robustness against noise.
        """;

    static final String REPEAT =
        """
        The same command on the same machine gives the same weights, broken off and resumed or not;
        `--verify-repeat` trains one network twice and compares all its numbers.
        """;

    static final String CITATIONS =
        """

        Moody GB, Mark RG. The impact of the MIT-BIH Arrhythmia Database. IEEE Eng in Med and Biol
        20(3):45-50, 2001. doi:10.13026/C2F305. Wagner P, Strodthoff N, Bousseljot R, et al. PTB-XL,
        a large publicly available electrocardiography dataset. Sci Data 7:154, 2020.
        doi:10.13026/kfzx-aw45. Bousseljot R, Kreiseler D, Schnabel A. Nutzung der EKG-Signaldatenbank
        CARDIODAT der PTB über das Internet. Biomedizinische Technik 40(S1):317, 1995.
        doi:10.13026/C28C71. Goldberger AL, Amaral LAN, Glass L, et al. PhysioBank, PhysioToolkit and
        PhysioNet. Circulation 101(23):e215-e220, 2000. The recordings are not part of this project.
        """;

    private Words() {}
  }
}
