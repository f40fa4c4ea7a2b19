package org.einthoven.training.diffusion;

import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;

/** An evaluation as tables for people. */
final class DiffusionMarkdown {

  private final DiffusionReport report;

  DiffusionMarkdown(DiffusionReport report) {
    this.report = report;
  }

  String text() {
    return String.join("\n", classifiers(), gains(), encoders(), distances(), memorised());
  }

  private String classifiers() {
    StringBuilder text = new StringBuilder();
    text.append("## F1 on left-out patients, mean ± deviation over seeds\n\n");
    text.append("| setting | N | S | V | F | macro-F1 |\n|---|--:|--:|--:|--:|--:|\n");
    for (Setting setting : Setting.values()) {
      text.append("| ").append(setting.words());
      for (BeatClass beatClass : GeneratorBeats.CLASSES) {
        text.append(" | ").append(spread(report.f1(setting, beatClass)));
      }
      text.append(" | ").append(spread(report.bySeed(setting, BeatConfusion::macroF1)));
      text.append(" |\n");
    }
    return text.toString();
  }

  private String gains() {
    StringBuilder text = new StringBuilder();
    text.append("## Gain in F1 over oversampling at equal compute (points, 95 % interval)\n\n");
    text.append("| class | without GRU | with GRU | helps |\n|---|--:|--:|---|\n");
    for (BeatClass beatClass : DiffusionReport.RARE) {
      PairedDifference gain = report.gain(Setting.DIFFUSION, beatClass);
      text.append("| ").append(beatClass).append(" | ");
      text.append(interval(report.gain(Setting.DIFFUSION_WITHOUT_GRU, beatClass)));
      text.append(" | ").append(interval(gain)).append(" | ");
      text.append(gain.helps() ? "yes" : "no").append(" |\n");
    }
    return text.toString();
  }

  private String encoders() {
    StringBuilder text = new StringBuilder();
    text.append("## Encoders that see the window alone (Se by class and their mean, percent)\n\n");
    text.append("| trained on, tested on | N | S | V | F | mean |\n|---|--:|--:|--:|--:|--:|\n");
    row(text, "real, real (other patients)", Setting.DIFFUSION, Tested.TRTR);
    row(text, "synthetic, real (other patients): TSTR", Setting.DIFFUSION, Tested.TSTR);
    row(text, "the same without GRU", Setting.DIFFUSION_WITHOUT_GRU, Tested.TSTR);
    row(text, "real, synthetic: TRTS", Setting.DIFFUSION, Tested.TRTS);
    row(text, "the same without GRU", Setting.DIFFUSION_WITHOUT_GRU, Tested.TRTS);
    return text.toString();
  }

  private enum Tested {
    TRTR,
    TSTR,
    TRTS
  }

  private void row(StringBuilder text, String title, Setting setting, Tested tested) {
    int[][] confusion =
        report.summed(
            setting,
            quality ->
                switch (tested) {
                  case TRTR -> quality.trtr();
                  case TSTR -> quality.tstr();
                  case TRTS -> quality.trts();
                });
    text.append("| ").append(title);
    for (double share : DiffusionEvaluation.sensitivities(confusion)) {
      text.append(" | ").append(percent(share));
    }
    double mean = DiffusionEvaluation.meanSensitivity(confusion);
    text.append(" | ").append(percent(mean)).append(" |\n");
  }

  private String distances() {
    StringBuilder text = new StringBuilder();
    text.append("## Squared Fréchet distance in the encoder's space, sets of equal size\n\n");
    text.append(
        "| class | real, other half | synthetic | synthetic without GRU | real, other patients |\n");
    text.append("|---|--:|--:|--:|--:|\n");
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              beatClass,
              plain(report.frechet(Setting.DIFFUSION, beatClass, GeneratorQuality.Frechet::real)),
              plain(
                  report.frechet(
                      Setting.DIFFUSION, beatClass, GeneratorQuality.Frechet::synthetic)),
              plain(
                  report.frechet(
                      Setting.DIFFUSION_WITHOUT_GRU,
                      beatClass,
                      GeneratorQuality.Frechet::synthetic)),
              plain(
                  report.frechet(
                      Setting.DIFFUSION, beatClass, GeneratorQuality.Frechet::patients))));
    }
    return text.toString();
  }

  private String memorised() {
    StringBuilder text = new StringBuilder();
    text.append("## Distance to the nearest training beat (S, V and F; root mean square)\n\n");
    text.append("| | real beats held back | synthetic | synthetic nearer than 95 % of these |\n");
    text.append("|---|--:|--:|--:|\n");
    for (Setting setting : new Setting[] {Setting.DIFFUSION, Setting.DIFFUSION_WITHOUT_GRU}) {
      text.append("| ").append(setting.words()).append(" | ");
      text.append(plain(report.memorised(setting, NearestBeats.Comparison::heldBack)));
      text.append(" | ");
      text.append(plain(report.memorised(setting, NearestBeats.Comparison::synthetic)));
      text.append(" | ");
      text.append(percent(report.memorised(setting, NearestBeats.Comparison::nearer)));
      text.append(" % |\n");
    }
    return text.toString();
  }

  private static String spread(double[] values) {
    return String.format(
        Locale.ROOT,
        "%.1f ± %.1f",
        100 * DiffusionReport.mean(values),
        100 * DiffusionReport.deviation(values));
  }

  private static String interval(PairedDifference difference) {
    return String.format(
        Locale.ROOT,
        "%+.1f (%+.1f to %+.1f)",
        100 * difference.mean(),
        100 * difference.low(),
        100 * difference.high());
  }

  private static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", 100 * value) : "–";
  }

  private static String plain(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
  }
}
