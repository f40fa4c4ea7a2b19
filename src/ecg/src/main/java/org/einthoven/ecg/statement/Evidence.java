package org.einthoven.ecg.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.measurement.QrsShape;
import org.einthoven.ecg.recording.Lead;

/**
 * What was measured, by lead, and the findings made of it so far. What was not measured is NaN, of
 * which no comparison holds: it meets no criterion.
 */
final class Evidence {

  private static final double WIDE_QRS = 120;

  private final EcgMeasurements measured;
  private final Person person;
  private final List<MeasuredFinding> findings = new ArrayList<>();

  Evidence(EcgMeasurements measured, Person person) {
    this.measured = measured;
    this.person = person;
  }

  EcgMeasurements measured() {
    return measured;
  }

  Person person() {
    return person;
  }

  void add(Criterion criterion, String words, Object... values) {
    findings.add(new MeasuredFinding(criterion, String.format(Locale.ROOT, words, values)));
  }

  List<MeasuredFinding> findings() {
    return List.copyOf(findings);
  }

  static double value(Measure measure) {
    return measure.toOptional().orElse(Double.NaN);
  }

  double qrs() {
    return value(measured.qrs());
  }

  boolean hasNarrowQrs() {
    return qrs() < WIDE_QRS;
  }

  Optional<LeadMeasurement> lead(Lead lead) {
    return measured.leads().stream().filter(found -> found.lead() == lead).findFirst();
  }

  /** The shape of the QRS complex in a lead. */
  Optional<QrsShape> shape(Lead lead) {
    return measured.shapes().stream().filter(found -> found.lead() == lead).findFirst();
  }

  private static double of(Optional<Measure> measure) {
    return measure.map(Measure::toOptional).orElse(OptionalDouble.empty()).orElse(Double.NaN);
  }

  /** How high R is, in mV, at least 0. */
  double r(Lead lead) {
    return of(lead(lead).map(LeadMeasurement::r));
  }

  /** How deep Q is, in mV, at least 0. */
  double q(Lead lead) {
    return -of(lead(lead).map(LeadMeasurement::q));
  }

  /** How deep S is, in mV, at least 0. */
  double s(Lead lead) {
    return -of(lead(lead).map(LeadMeasurement::s));
  }

  /** How deep the deeper of Q and S is, in mV, at least 0. */
  double depth(Lead lead) {
    return Math.max(q(lead), s(lead));
  }

  double t(Lead lead) {
    return of(lead(lead).map(LeadMeasurement::t));
  }

  double stAtJ(Lead lead) {
    return of(lead(lead).map(LeadMeasurement::stAtJ));
  }

  double stAt80(Lead lead) {
    return of(lead(lead).map(LeadMeasurement::stAt80));
  }

  double rPeakTime(Lead lead) {
    return of(shape(lead).map(QrsShape::rPeakTime));
  }

  double lateLevel(Lead lead) {
    return of(shape(lead).map(QrsShape::lateLevel));
  }

  double qDuration(Lead lead) {
    return of(shape(lead).map(QrsShape::qDuration));
  }

  double sDuration(Lead lead) {
    return of(shape(lead).map(QrsShape::sDuration));
  }
}
