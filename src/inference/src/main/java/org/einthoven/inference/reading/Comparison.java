package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed from one ECG of a patient to a later one. A value has changed where the two differ
 * by more than two ECGs of the same heart may by the way they are measured: about twice √2 times
 * the deviation from what cardiologists mark (docs/results/delineation.md), and for rate and axis a
 * customary limit.
 *
 * @param changes in words, the values first; empty where nothing changed by more
 * @param notCompared what was not assessed in one of them, in words
 */
public record Comparison(List<String> changes, List<String> notCompared) {

  private static final double RATE_PER_MINUTE = 20;
  private static final double WHOLE_CIRCLE = 360;
  private static final Map<EcgValue, Double> LIMITS = new EnumMap<>(EcgValue.class);

  static {
    LIMITS.put(EcgValue.PR, 30.0);
    LIMITS.put(EcgValue.QRS, 30.0);
    LIMITS.put(EcgValue.QTC_FRIDERICIA, 40.0);
    LIMITS.put(EcgValue.QRS_AXIS, 30.0);
    LIMITS.put(EcgValue.T_AXIS, 60.0);
  }

  /** Copies the lists. */
  public Comparison {
    changes = List.copyOf(changes);
    notCompared = List.copyOf(notCompared);
  }

  /** What changed; both readings must be of one patient. */
  public static Comparison of(Reading earlier, Reading later) {
    List<String> changes = new ArrayList<>();
    List<String> notCompared = new ArrayList<>();
    compare(
        "heart rate",
        "/min",
        RATE_PER_MINUTE,
        earlier.heartRatePerMinute().toOptional(),
        later.heartRatePerMinute().toOptional(),
        changes,
        notCompared);
    LIMITS.forEach(
        (value, limit) ->
            compare(
                value.words(),
                value.unit().equals("ms") ? " ms" : "°",
                limit,
                earlier.value(value).toOptional(),
                later.value(value).toOptional(),
                changes,
                notCompared));
    statements(earlier, later, changes, notCompared);
    if (!earlier.model().name().equals(later.model().name())) {
      notCompared.add(
          "the earlier ECG was read by " + earlier.model().name() + ", this one by another model");
    }
    return new Comparison(changes, notCompared);
  }

  /**
   * What changed as a sentence for a report.
   *
   * @param with which ECG, such as {@code the ECG of 2026-11-20T10:31}
   */
  public String sentence(String with) {
    return "Compared with "
        + with
        + ": "
        + (changes.isEmpty()
            ? "no change beyond the limits of measurement"
            : String.join("; ", changes))
        + (notCompared.isEmpty() ? "" : ". Not compared: " + String.join("; ", notCompared))
        + ".";
  }

  private static void compare(
      String words,
      String unit,
      double limit,
      Optional<Double> earlier,
      Optional<Double> later,
      List<String> changes,
      List<String> notCompared) {
    if (earlier.isEmpty() && later.isEmpty()) {
      return;
    }
    if (earlier.isEmpty() || later.isEmpty()) {
      notCompared.add(
          words + " (not assessed " + (later.isEmpty() ? "now" : "in the earlier ECG") + ")");
      return;
    }
    double change = later.get() - earlier.get();
    if (unit.equals("°")) {
      change = Math.IEEEremainder(change, WHOLE_CIRCLE);
    }
    if (Math.abs(change) > limit) {
      changes.add(
          String.format(
              Locale.ROOT,
              "%s %.0f%s, was %.0f%s (by more than %.0f%s)",
              words,
              later.get(),
              unit,
              earlier.get(),
              unit,
              limit,
              unit));
    }
  }

  private static void statements(
      Reading earlier, Reading later, List<String> changes, List<String> notCompared) {
    Set<StatementCode> before = codes(earlier);
    Set<StatementCode> now = codes(later);
    for (StatementCode code : StatementCode.values()) {
      if (before.contains(code) == now.contains(code)) {
        continue;
      }
      boolean isNew = now.contains(code);
      if (assessed(code, isNew ? earlier : later)) {
        changes.add((isNew ? "new: " : "no longer stated: ") + code.display());
      } else {
        notCompared.add(
            code.display()
                + (isNew
                    ? " (not assessed in the earlier ECG)"
                    : " (stated then, not assessed now)"));
      }
    }
  }

  private static Set<StatementCode> codes(Reading reading) {
    return reading.statements().stream()
        .map(Statement::code)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether what the statement rests on was assessed, so that its absence says something. */
  private static boolean assessed(StatementCode code, Reading reading) {
    return switch (code) {
      case VENTRICULAR_PREMATURE_BEATS -> has(reading.beats());
      case ATRIAL_FIBRILLATION -> has(reading.fibrillation());
      case MYOCARDIAL_INFARCTION -> has(reading.infarction());
      case ST_T_CHANGE, CONDUCTION_DISTURBANCE, HYPERTROPHY, LEFT_VENTRICULAR_HYPERTROPHY ->
          has(reading.abnormalities());
      case SINUS_RHYTHM, SINUS_BRADYCARDIA, SINUS_TACHYCARDIA ->
          has(reading.value(EcgValue.PR)) || has(reading.fibrillation());
      case LEFT_AXIS_DEVIATION, LEFT_ANTERIOR_FASCICULAR_BLOCK ->
          has(reading.value(EcgValue.QRS_AXIS));
      default -> has(reading.value(EcgValue.QRS)) && has(reading.abnormalities());
    };
  }

  private static boolean has(Assessed<?> assessed) {
    return assessed instanceof Assessed.Value<?>;
  }
}
