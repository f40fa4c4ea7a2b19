package org.einthoven.cli.analyze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.AbnormalityScore;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.FibrillationScore;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.ProbabilityText;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.SharedShare;
import org.einthoven.inference.reading.Statement;

/** A reading in words and figures, for the forms that people read. */
final class Wording {

  private Wording() {}

  static String recording(Recording recording) {
    return "%s, %s, %s s at %s Hz"
        .formatted(
            recording.source().format(),
            count(recording.leads().size(), "lead"),
            number(recording.durationSeconds()),
            number(recording.samplesPerSecond()));
  }

  static String leads(List<Lead> leads) {
    return leads.stream().map(Lead::label).collect(Collectors.joining(" "));
  }

  static String quality(Quality quality) {
    String level = quality.level().name().toLowerCase(Locale.ROOT);
    return quality.findings().isEmpty()
        ? level
        : level + ": " + String.join("; ", quality.findings());
  }

  static String heartRate(Reading reading) {
    if (reading.heartRatePerMinute() instanceof Assessed.NotAssessed<Double> not) {
      return notAssessed(not);
    }
    return "%.0f/min".formatted(reading.heartRatePerMinute().toOptional().orElseThrow());
  }

  static String meanRr(Reading reading) {
    if (reading.meanRrMilliseconds() instanceof Assessed.NotAssessed<Double> not) {
      return notAssessed(not);
    }
    return "%.0f ms".formatted(reading.meanRrMilliseconds().toOptional().orElseThrow());
  }

  /** Intervals and axes, and why some are missing, each reason once. */
  /** What changed since an earlier ECG, and what could not be compared. */
  static List<String> compared(Earlier earlier) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "with "
            + earlier.file()
            + " ("
            + earlier.recorded()
            + (earlier.namesPatient() ? "" : "; not both name their patient")
            + ")");
    List<String> changes = earlier.comparison().changes();
    lines.add(changes.isEmpty() ? "no change beyond the limits" : String.join("; ", changes));
    if (!earlier.comparison().notCompared().isEmpty()) {
      lines.add("not compared: " + String.join("; ", earlier.comparison().notCompared()));
    }
    return lines;
  }

  static String critical(CriticalFinding critical) {
    return critical.text() + ": " + critical.reason();
  }

  static String measured(Reading reading) {
    List<String> values = new ArrayList<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (EcgValue value : EcgValue.values()) {
      if (reading.value(value) instanceof Assessed.NotAssessed<Double> not) {
        missing.computeIfAbsent(not.reason(), key -> new ArrayList<>()).add(value.words());
      } else {
        double measured = reading.value(value).toOptional().orElseThrow();
        values.add(
            "%s %.0f%s"
                .formatted(value.words(), measured, value.unit().equals("ms") ? " ms" : "°"));
      }
    }
    if (values.isEmpty() && missing.size() == 1) {
      return "not assessed: " + missing.keySet().iterator().next();
    }
    missing.forEach(
        (reason, names) -> values.add(String.join(", ", names) + " not assessed: " + reason));
    return String.join(", ", values);
  }

  static String beats(Reading reading) {
    if (reading.beats() instanceof Assessed.NotAssessed<?> not) {
      return notAssessed(not);
    }
    int all = reading.beats().toOptional().orElseThrow().size();
    String classes =
        reading.beatCounts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + beatClass(entry.getKey()))
            .collect(Collectors.joining(", "));
    String caveat = reading.beatsCaveat().map(words -> "; " + words).orElse("");
    return all == 0 ? "none found" : all + ": " + classes + caveat;
  }

  private static String beatClass(BeatClass beatClass) {
    return beatClass.name() + " (" + beatClass.words() + ")";
  }

  static String infarction(Reading reading) {
    if (reading.infarction() instanceof Assessed.NotAssessed<InfarctionScore> not) {
      return notAssessed(not);
    }
    InfarctionScore score = reading.infarction().toOptional().orElseThrow();
    return "probability %s, %s its threshold of %.3f%s"
        .formatted(
            ProbabilityText.of(score.probability(), 3),
            score.reached() ? "reaches" : "below",
            score.threshold(),
            score.borderline() ? " (borderline)" : "");
  }

  static String abnormalities(Reading reading) {
    if (reading.abnormalities() instanceof Assessed.NotAssessed<List<AbnormalityScore>> not) {
      return notAssessed(not);
    }
    return reading.abnormalities().toOptional().orElseThrow().stream()
        .map(
            score ->
                "%s %s%s"
                    .formatted(
                        score.words(),
                        ProbabilityText.of(score.probability(), 2),
                        score.reached() ? " (reaches %.2f)".formatted(score.threshold()) : ""))
        .collect(Collectors.joining(", "));
  }

  static String fibrillation(Reading reading) {
    if (reading.fibrillation() instanceof Assessed.NotAssessed<FibrillationScore> not) {
      return notAssessed(not);
    }
    FibrillationScore score = reading.fibrillation().toOptional().orElseThrow();
    int judged = score.stretches().size();
    return "probability %s, %s its threshold of %.3f (lead %s%s)"
        .formatted(
            ProbabilityText.of(score.highest().probability(), 3),
            score.reached() ? "reaches" : "below",
            score.threshold(),
            score.lead().label(),
            judged == 1 ? "" : ", found in " + score.found() + " of " + judged + " stretches");
  }

  static String statement(Statement statement) {
    String probability =
        statement.probability() == null
            ? ""
            : " (probability " + ProbabilityText.of(statement.probability(), 3) + ")";
    return statement.text() + probability;
  }

  /** What each task leaned on, in one line. */
  static String gates(Reading reading) {
    return "share of features common to all tasks, 0 to 1: "
        + reading.sharedShares().stream().map(Wording::gate).collect(Collectors.joining(", "));
  }

  private static String gate(SharedShare share) {
    String mean = share.task() + " " + "%.2f".formatted(share.meanShare());
    if (share.classes().isEmpty()) {
      return mean;
    }
    String classes =
        share.classes().stream()
            .map(found -> "%s %.2f".formatted(found.beatClass(), found.meanShare()))
            .collect(Collectors.joining(", "));
    return mean + " (%.2f to %.2f; %s)".formatted(share.leastShare(), share.mostShare(), classes);
  }

  static String model(Reading reading) {
    return reading.model().name() + ", weights SHA-256 " + reading.model().weightsSha256();
  }

  private static String notAssessed(Assessed.NotAssessed<?> not) {
    return "not assessed: " + not.reason();
  }

  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
  }
}
