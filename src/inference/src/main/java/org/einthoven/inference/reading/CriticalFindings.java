package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.rhythm.VentricularPatterns;
import org.einthoven.ecg.statement.Criterion;
import org.einthoven.ecg.statement.MeasuredFinding;
import org.einthoven.inference.reading.CriticalFinding.Kind;

/** Holds what was measured and classed against the limits of what is critical. */
final class CriticalFindings {

  private static final double WIDE_QRS = 120;
  private static final double TACHYCARDIA_PER_MINUTE = 100;
  private static final double MILLISECONDS = 1000;

  private final CriticalLimits limits;
  private final List<CriticalFinding> findings = new ArrayList<>();

  private CriticalFindings(CriticalLimits limits) {
    this.limits = limits;
  }

  /**
   * The findings, the most urgent first.
   *
   * @param heartRate in beats a minute
   * @param rr how RR varies
   * @param seen whether a lead is good throughout, so that a pause is no beat that went unseen
   * @param beats the classed beats
   * @param values what was measured on the typical beat
   * @param measured the criteria that it meets
   */
  static List<CriticalFinding> of(
      CriticalLimits limits,
      Assessed<Double> heartRate,
      Assessed<RrVariability> rr,
      boolean seen,
      Assessed<List<ReadBeat>> beats,
      Map<EcgValue, Assessed<Double>> values,
      List<MeasuredFinding> measured) {
    CriticalFindings found = new CriticalFindings(limits);
    heartRate.toOptional().ifPresent(found::rate);
    rr.toOptional().filter(any -> seen).ifPresent(found::pause);
    beats.toOptional().ifPresent(found::run);
    found.qtc(values);
    found.stElevation(measured);
    found.findings.sort(Comparator.comparing(CriticalFinding::kind));
    return List.copyOf(found.findings);
  }

  private void add(Kind kind, String reason, Object... values) {
    findings.add(
        new CriticalFinding(kind, kind.words(), String.format(Locale.ROOT, reason, values)));
  }

  private void rate(double perMinute) {
    if (perMinute < limits.slowPerMinute()) {
      add(
          Kind.SLOW_HEART,
          "heart rate %.0f/min, below %.0f/min",
          perMinute,
          limits.slowPerMinute());
    } else if (limits.fastPerMinute() > 0 && perMinute > limits.fastPerMinute()) {
      add(
          Kind.FAST_HEART,
          "heart rate %.0f/min, above %.0f/min",
          perMinute,
          limits.fastPerMinute());
    }
  }

  private void pause(RrVariability rr) {
    double seconds = rr.longest() / MILLISECONDS;
    if (limits.pauseSeconds() > 0 && seconds > limits.pauseSeconds()) {
      add(Kind.PAUSE, "an RR interval of %.1f s, above %.1f s", seconds, limits.pauseSeconds());
    }
  }

  private void run(List<ReadBeat> beats) {
    Optional<VentricularPatterns.Run> longest =
        Statements.ventricularPatterns(beats).runs().stream()
            .filter(run -> run.ratePerMinute() > TACHYCARDIA_PER_MINUTE)
            .max(Comparator.comparingInt(VentricularPatterns.Run::beats));
    longest
        .filter(run -> limits.runBeats() > 0 && run.beats() >= limits.runBeats())
        .ifPresent(
            run ->
                add(
                    Kind.VENTRICULAR_RUN,
                    "%d ventricular beats in a row from %.1f s on at %.0f/min, from %d beats on",
                    run.beats(),
                    run.fromSeconds(),
                    run.ratePerMinute(),
                    limits.runBeats()));
  }

  private void qtc(Map<EcgValue, Assessed<Double>> values) {
    Optional<Double> qtc = value(values, EcgValue.QTC_FRAMINGHAM);
    Optional<Double> qrs = value(values, EcgValue.QRS);
    if (limits.qtcMilliseconds() > 0
        && qtc.filter(found -> found > limits.qtcMilliseconds()).isPresent()
        && qrs.filter(found -> found < WIDE_QRS).isPresent()) {
      add(
          Kind.LONG_QTC,
          "QTc (Framingham) %.0f ms, above %.0f ms, QRS duration %.0f ms",
          qtc.get(),
          limits.qtcMilliseconds(),
          qrs.get());
    }
  }

  private static Optional<Double> value(Map<EcgValue, Assessed<Double>> values, EcgValue value) {
    return Optional.ofNullable(values.get(value)).flatMap(Assessed::toOptional);
  }

  private void stElevation(List<MeasuredFinding> measured) {
    if (limits.stElevation()) {
      measured.stream()
          .filter(finding -> finding.criterion() == Criterion.ST_ELEVATION)
          .forEach(finding -> add(Kind.ST_ELEVATION, "%s", finding.reason()));
    }
  }
}
