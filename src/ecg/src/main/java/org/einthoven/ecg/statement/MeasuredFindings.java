package org.einthoven.ecg.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Lead;

/**
 * Holds measurements of an adult against the {@link Criterion criteria}. What was not measured
 * meets none; nothing here says that a recording is normal.
 */
public final class MeasuredFindings {

  private static final double SLOW = 50;
  private static final double FAST = 100;
  private static final double SINUS_AXIS_FROM = 0;
  private static final double SINUS_AXIS_TO = 90;
  private static final double SHORTEST_SINUS_PR = 100;
  private static final double LONGEST_PR = 200;
  private static final double LEFT_FROM = -90;
  private static final double LEFT_TO = -30;
  private static final double RIGHT_FROM = 90;
  private static final double WIDE_QRS = 120;
  private static final double LONG_QT_OF_WOMEN = 460;
  private static final double LONG_QT_OF_MEN = 450;
  private static final double LOW_LIMB = 0.5;
  private static final int LIMB_LEADS = 6;
  private static final double SOKOLOW_LYON = 3.5;
  private static final double CORNELL_OF_WOMEN = 2.0;
  private static final double CORNELL_OF_MEN = 2.8;

  private final EcgMeasurements measured;
  private final Sex sex;
  private final List<MeasuredFinding> findings = new ArrayList<>();

  private MeasuredFindings(EcgMeasurements measured, Sex sex) {
    this.measured = measured;
    this.sex = sex;
  }

  /**
   * The findings, in the order of the criteria.
   *
   * @param sex of the patient; where it is not known the wider limit holds
   */
  public static List<MeasuredFinding> of(EcgMeasurements measured, Sex sex) {
    return new MeasuredFindings(measured, sex).find();
  }

  private List<MeasuredFinding> find() {
    sinusRhythm();
    value(measured.pr())
        .ifPresent(
            pr -> {
              if (pr > LONGEST_PR) {
                add(Criterion.FIRST_DEGREE_AV_BLOCK, "PR interval %.0f ms, above 200 ms", pr);
              }
            });
    axis();
    qt();
    voltages();
    return List.copyOf(findings);
  }

  private void add(Criterion criterion, String words, Object... values) {
    findings.add(new MeasuredFinding(criterion, String.format(Locale.ROOT, words, values)));
  }

  private static Optional<Double> value(Measure measure) {
    OptionalDouble value = measure.toOptional();
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private void sinusRhythm() {
    if (!(measured.pAxis() instanceof Measure.Value axis
        && measured.pr() instanceof Measure.Value pr
        && measured.heartRatePerMinute() instanceof Measure.Value rate)) {
      return;
    }
    if (axis.value() < SINUS_AXIS_FROM
        || axis.value() > SINUS_AXIS_TO
        || pr.value() < SHORTEST_SINUS_PR) {
      return;
    }
    Criterion criterion =
        rate.value() < SLOW
            ? Criterion.SINUS_BRADYCARDIA
            : rate.value() > FAST ? Criterion.SINUS_TACHYCARDIA : Criterion.SINUS_RHYTHM;
    add(
        criterion,
        "P waves with an axis of %.0f° (0° to 90°) %.0f ms before the QRS complexes, heart rate"
            + " %.0f/min",
        axis.value(),
        pr.value(),
        rate.value());
  }

  private void axis() {
    value(measured.qrsAxis())
        .ifPresent(
            axis -> {
              if (axis >= LEFT_FROM && axis < LEFT_TO) {
                add(Criterion.LEFT_AXIS_DEVIATION, "QRS axis %.0f°, between -30° and -90°", axis);
              } else if (axis > RIGHT_FROM) {
                add(Criterion.RIGHT_AXIS_DEVIATION, "QRS axis %.0f°, above 90°", axis);
              }
            });
  }

  private void qt() {
    double limit = sex == Sex.MALE ? LONG_QT_OF_MEN : LONG_QT_OF_WOMEN;
    if (measured.qtc().framingham() instanceof Measure.Value qtc
        && measured.qrs() instanceof Measure.Value qrs
        && qrs.value() < WIDE_QRS
        && qtc.value() >= limit) {
      add(
          Criterion.PROLONGED_QT,
          "QTc (Framingham) %.0f ms, from %.0f ms on, QRS duration %.0f ms",
          qtc.value(),
          limit,
          qrs.value());
    }
  }

  private void voltages() {
    highestInLimbLeads()
        .filter(highest -> highest < LOW_LIMB)
        .ifPresent(
            highest ->
                add(
                    Criterion.LOW_QRS_VOLTAGE,
                    "QRS complexes of at most %.2f mV in the limb leads, below 0.5 mV",
                    highest));
    if (measured.qrs() instanceof Measure.Value qrs && qrs.value() >= WIDE_QRS) {
      return;
    }
    Optional<Double> sokolow =
        depth(Lead.V1).flatMap(s -> higher(height(Lead.V5), height(Lead.V6)).map(r -> s + r));
    Optional<Double> cornell = depth(Lead.V3).flatMap(s -> height(Lead.AVL).map(r -> s + r));
    double cornellLimit = sex == Sex.FEMALE ? CORNELL_OF_WOMEN : CORNELL_OF_MEN;
    if (sokolow.filter(v -> v >= SOKOLOW_LYON).isPresent()
        || cornell.filter(v -> v > cornellLimit).isPresent()) {
      add(
          Criterion.LEFT_VENTRICULAR_VOLTAGE,
          "S in V1 and R in V5 or V6 %.2f mV (from 3.5 mV on), S in V3 and R in aVL %.2f mV"
              + " (above %.1f mV)",
          sokolow.orElse(Double.NaN),
          cornell.orElse(Double.NaN),
          cornellLimit);
    }
  }

  private static Optional<Double> higher(Optional<Double> one, Optional<Double> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(Math.max(one.get(), other.get()))
        : Optional.empty();
  }

  private Optional<LeadMeasurement> lead(Lead lead) {
    return measured.leads().stream().filter(found -> found.lead() == lead).findFirst();
  }

  private Optional<Double> height(Lead lead) {
    return lead(lead).flatMap(found -> value(found.r()));
  }

  /** How deep the deeper of Q and S is, at least 0. */
  private Optional<Double> depth(Lead lead) {
    return lead(lead)
        .flatMap(found -> higher(value(found.q()).map(q -> -q), value(found.s()).map(s -> -s)));
  }

  /** The largest QRS complex of the limb leads from top to bottom. */
  private Optional<Double> highestInLimbLeads() {
    List<Optional<Double>> all =
        measured.leads().stream()
            .filter(found -> found.lead().isLimb())
            .map(found -> height(found.lead()).flatMap(r -> depth(found.lead()).map(s -> r + s)))
            .toList();
    return all.size() < LIMB_LEADS || all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : all.stream().flatMap(Optional::stream).max(Double::compare);
  }
}
