package org.einthoven.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.ProbabilityText;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;

/** What a page says of a reading, in words. */
final class ReadingText {

  static final String TITLE = "Einthoven ECG reading";
  static final String STATUS = "preliminary, not signed";

  private static final int FINGERPRINT = 12;

  private static final Set<EcgValue> ON_THE_PAGE =
      EnumSet.of(
          EcgValue.PR,
          EcgValue.QRS,
          EcgValue.QT,
          EcgValue.QTC_FRIDERICIA,
          EcgValue.P_AXIS,
          EcgValue.QRS_AXIS,
          EcgValue.T_AXIS);

  private ReadingText() {}

  static PageText of(Recording recording, Reading reading) {
    return new PageText(
        TITLE,
        STATUS,
        List.of(
            new PageText.Column(0.9, OriginText.of(recording)),
            new PageText.Column(1.0, measurements(recording, reading)),
            new PageText.Column(1.6, statements(reading))),
        List.of(Reading.INTENDED_USE, Reading.NOT_COVERED));
  }

  private static List<PageText.Entry> measurements(Recording recording, Reading reading) {
    List<PageText.Entry> entries = new ArrayList<>();
    reading
        .heartRatePerMinute()
        .toOptional()
        .ifPresent(
            rate ->
                entries.add(
                    new PageText.Entry(
                        String.format(Locale.ROOT, "Heart rate: %.0f/min", rate), true)));
    reading
        .meanRrMilliseconds()
        .toOptional()
        .ifPresent(rr -> entries.add(plain(String.format(Locale.ROOT, "Mean RR: %.0f ms", rr))));
    String values =
        Arrays.stream(EcgValue.values())
            .filter(ON_THE_PAGE::contains)
            .flatMap(value -> value(reading, value).stream())
            .collect(Collectors.joining(", "));
    if (!values.isEmpty()) {
      entries.add(new PageText.Entry(values, true));
    }
    reading.beats().toOptional().ifPresent(beats -> entries.add(plain(beats(reading))));
    Quality quality = reading.quality();
    entries.add(
        new PageText.Entry(
            "Quality: "
                + quality.level().name().toLowerCase(Locale.ROOT)
                + (quality.findings().isEmpty()
                    ? ""
                    : ": " + String.join("; ", quality.findings())),
            quality.level() != Quality.Level.GOOD));
    if (!reading.derivedLeads().isEmpty()) {
      entries.add(
          plain(
              "Computed from I and II for the model, not drawn: "
                  + reading.derivedLeads().stream()
                      .map(Lead::label)
                      .collect(Collectors.joining(" "))));
    }
    entries.add(
        plain(
            "Model: "
                + reading.model().name()
                + ", weights "
                + fingerprint(reading.model().weightsSha256())));
    recording.source().notes().forEach(note -> entries.add(plain("Note: " + note)));
    return entries;
  }

  private static Optional<String> value(Reading reading, EcgValue value) {
    return reading
        .value(value)
        .toOptional()
        .map(
            measured ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f%s",
                    value.words(),
                    measured,
                    value.unit().equals("ms") ? " ms" : "°"));
  }

  private static String beats(Reading reading) {
    String classes =
        reading.beatCounts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey().name())
            .collect(Collectors.joining(", "));
    return "Beats: "
        + (classes.isEmpty() ? "none found" : classes)
        + reading.beatsCaveat().map(caveat -> " (" + caveat + ")").orElse("");
  }

  private static List<PageText.Entry> statements(Reading reading) {
    List<PageText.Entry> entries = new ArrayList<>();
    for (CriticalFinding critical : reading.critical()) {
      entries.add(
          new PageText.Entry("CRITICAL: " + critical.text() + ": " + critical.reason(), true));
    }
    if (reading.statements().isEmpty()) {
      entries.add(new PageText.Entry("No statement", true));
    }
    for (Statement statement : reading.statements()) {
      entries.add(new PageText.Entry(statement(statement), true));
    }
    notAssessed(reading)
        .forEach(
            (reason, things) ->
                entries.add(plain("Not assessed: " + String.join(", ", things) + ": " + reason)));
    for (Statement statement : reading.statements()) {
      entries.add(plain(statement.code().shortName() + " because: " + statement.reason()));
    }
    return entries;
  }

  private static String statement(Statement statement) {
    return statement.probability() == null
        ? statement.text()
        : statement.text()
            + " (probability "
            + ProbabilityText.of(statement.probability(), 2)
            + ")";
  }

  /** What was not assessed by the reason why, in the order of a reading. */
  private static Map<String, List<String>> notAssessed(Reading reading) {
    Map<String, Assessed<?>> all = new LinkedHashMap<>();
    all.put("heart rate", reading.heartRatePerMinute());
    all.put("mean RR", reading.meanRrMilliseconds());
    ON_THE_PAGE.forEach(value -> all.put(value.words(), reading.value(value)));
    all.put("beat classes", reading.beats());
    all.put("infarction", reading.infarction());
    all.put("other abnormalities", reading.abnormalities());
    all.put("atrial fibrillation", reading.fibrillation());
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    all.forEach(
        (thing, assessed) -> {
          if (assessed instanceof Assessed.NotAssessed<?> not) {
            reasons.computeIfAbsent(not.reason(), reason -> new ArrayList<>()).add(thing);
          }
        });
    return reasons;
  }

  private static String fingerprint(String sha256) {
    return sha256.substring(0, Math.min(FINGERPRINT, sha256.length()));
  }

  private static PageText.Entry plain(String text) {
    return new PageText.Entry(text, false);
  }
}
