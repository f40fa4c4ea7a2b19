package org.einthoven.fhir.report;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;
import org.jspecify.annotations.Nullable;

/** A reading in words, as the report's conclusion. */
final class Conclusion {

  /** What the sentence of a critical finding begins with. */
  static final String CRITICAL = "CRITICAL: ";

  /** What the sentence begins with that says which model read. */
  static final String PRELIMINARY = "Preliminary machine reading by ";

  private static final List<EcgValue> IN_CONCLUSION =
      List.of(EcgValue.PR, EcgValue.QRS, EcgValue.QT, EcgValue.QTC_FRIDERICIA, EcgValue.QRS_AXIS);

  private Conclusion() {}

  /** What is stated, what was measured, what was not assessed, and the intended use, in order. */
  static List<String> sentences(Reading reading, ReportContext.@Nullable Earlier earlier) {
    List<String> sentences = new ArrayList<>();
    for (CriticalFinding critical : reading.critical()) {
      sentences.add(CRITICAL + critical.text() + ": " + sentence(critical.reason()));
    }
    sentences.add(PRELIMINARY + reading.model().name() + ".");
    if (reading.statements().isEmpty()) {
      sentences.add(
          nothingAssessed(reading)
              ? "Nothing is stated about this recording."
              : "No finding is stated.");
    }
    for (Statement statement : reading.statements()) {
      sentences.add(sentence(statement.text()) + " Basis: " + sentence(statement.reason()));
    }
    reading
        .heartRatePerMinute()
        .toOptional()
        .ifPresent(rate -> sentences.add("Heart rate " + rounded(rate) + "/min."));
    String measured = intervals(reading);
    if (!measured.isEmpty()) {
      sentences.add(measured + ".");
    }
    reading
        .beats()
        .toOptional()
        .ifPresent(beats -> sentences.add("Beats: " + counts(reading) + "."));
    if (count(reading, BeatClass.S) + count(reading, BeatClass.F) > 0) {
      sentences.add(
          "Supraventricular and fusion beats are counted and not stated, since it is not shown in"
              + " enough patients that most such calls are right.");
    }
    reading.beatsCaveat().ifPresent(caveat -> sentences.add(sentence(caveat)));
    reading
        .infarction()
        .toOptional()
        .filter(score -> score.borderline() && !score.reached())
        .ifPresent(
            score ->
                sentences.add(
                    "The score for myocardial infarction lies just below its threshold and is"
                        + " borderline."));
    if (earlier != null) {
      sentences.add(earlier.sentence());
    }
    notAssessed(reading)
        .forEach((reason, what) -> sentences.add("Not assessed: " + what + ". " + reason));
    if (reading.quality().level() != Quality.Level.GOOD) {
      String level = reading.quality().level().name().toLowerCase(Locale.ROOT);
      sentences.add(
          sentence(
              "Signal quality is "
                  + level
                  + (reading.quality().findings().isEmpty()
                      ? ""
                      : ": " + String.join("; ", reading.quality().findings()))));
    }
    sentences.add(Reading.NOT_COVERED);
    sentences.add(Reading.INTENDED_USE);
    return sentences;
  }

  /** What was measured on the typical beat, such as "PR interval 158 ms, QRS axis 36°". */
  private static String intervals(Reading reading) {
    return IN_CONCLUSION.stream()
        .filter(value -> reading.value(value).toOptional().isPresent())
        .map(
            value ->
                value.words()
                    + " "
                    + Math.round(reading.value(value).toOptional().orElseThrow())
                    + (value.unit().equals("ms") ? " ms" : "°"))
        .collect(Collectors.joining(", "));
  }

  private static boolean nothingAssessed(Reading reading) {
    return reading.beats().toOptional().isEmpty() && reading.infarction().toOptional().isEmpty();
  }

  private static int count(Reading reading, BeatClass beatClass) {
    return reading.beatCounts().getOrDefault(beatClass, 0);
  }

  private static String counts(Reading reading) {
    return reading.beatCounts().entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> notAssessed(Reading reading) {
    Map<String, String> byReason = new LinkedHashMap<>();
    add(byReason, "heart rate", reading.heartRatePerMinute());
    add(byReason, "RR interval", reading.meanRrMilliseconds());
    for (EcgValue value : IN_CONCLUSION) {
      add(byReason, value.words(), reading.value(value));
    }
    add(byReason, "beat classes", reading.beats());
    add(byReason, "myocardial infarction", reading.infarction());
    add(byReason, "other abnormalities", reading.abnormalities());
    add(byReason, "atrial fibrillation", reading.fibrillation());
    return byReason;
  }

  private static void add(Map<String, String> byReason, String what, Assessed<?> assessed) {
    if (assessed instanceof Assessed.NotAssessed<?> not) {
      byReason.merge(sentence(not.reason()), what, (before, next) -> before + ", " + next);
    }
  }

  private static String rounded(double value) {
    return ResultObservations.decimal(value).setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  private static String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
