package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.training.run.WholeFile;

/**
 * The list of every time that a model was scored on the test patients of MIT-BIH (DS2). Test
 * patients that are looked at often become training patients; the list shows how often that was.
 */
public final class TestScorings {

  /** Where it stands in a checkout. */
  public static final Path FILE = Path.of("docs", "results", "ds2-scorings.md");

  private static final String HEAD =
      """
      # Every scoring of DS2

      Written by the commands themselves: `train dfnet` for each network of its frozen batch, and
      `evaluate` where it judges DS2. No choice is made by these figures; a look at them is a look
      all the same, so each is listed. F1 in percent.

      | when (UTC) | model | SHA-256 of model.onnx | command | beats | V F1 | S F1 | F F1 | macro-F1 |
      |---|---|---|---|---|---|---|---|---|
      """;

  private final Path file;
  private final InstantSource clock;

  /**
   * The list.
   *
   * @param file where it stands; made where it is missing
   */
  public TestScorings(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Adds a line for each report, or one without figures where there is no report.
   *
   * @param command what scored, such as {@code train dfnet --seeds 5, seed 3}
   */
  public void add(ModelIdentity model, String command, List<BeatReport> reports)
      throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    StringBuilder text = new StringBuilder();
    text.append(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : HEAD);
    if (reports.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | | | | | |%n",
              now,
              model.name(),
              model.weightsSha256(),
              command));
    }
    for (BeatReport report : reports) {
      BeatConfusion gross = report.gross();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %.1f | %.1f | %.1f | %.1f |%n",
              now,
              model.name(),
              model.weightsSha256(),
              command,
              report.protocol(),
              100 * gross.f1(BeatClass.V),
              100 * gross.f1(BeatClass.S),
              100 * gross.f1(BeatClass.F),
              100 * gross.macroF1()));
    }
    WholeFile.write(
        file,
        text.toString().replace(System.lineSeparator(), "\n").getBytes(StandardCharsets.UTF_8));
  }
}
