package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.LeadReversal;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.measurement.MedianBeat;
import org.einthoven.ecg.measurement.WaveMarks;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;

/**
 * The values of a reading that are measured on its typical beat. They are given where all leads
 * that they were tested on are there and usable: a wave begins in the lead in which it is seen
 * first, and from lead II alone fewer intervals lie within 20 ms of what cardiologists mark
 * (docs/results/delineation.md).
 *
 * @param values every {@link EcgValue}
 * @param measurements all that was measured, empty where nothing was
 */
record TypicalBeatValues(
    Map<EcgValue, Assessed<Double>> values, Optional<EcgMeasurements> measurements) {

  private static final double MILLISECONDS = 1000;

  private static final List<EcgValue> OF_P_WAVES =
      List.of(EcgValue.P_DURATION, EcgValue.PR, EcgValue.P_AXIS);

  private static final List<EcgValue> AXES =
      List.of(EcgValue.P_AXIS, EcgValue.QRS_AXIS, EcgValue.T_AXIS);

  private static final List<Lead> NEEDED =
      List.of(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

  /**
   * The values.
   *
   * @param usable the recording without unusable leads, empty where there is none
   * @param reason why nothing may be measured, empty where something may
   */
  static TypicalBeatValues of(Optional<Recording> usable, int[] rPeaks, Optional<String> reason) {
    if (reason.isPresent()) {
      return none(reason.get());
    }
    if (usable.isEmpty()
        || !NEEDED.stream().allMatch(lead -> usable.get().signal(lead).isPresent())) {
      return none("needs leads I, II and V1 to V6 in usable quality");
    }
    EcgMeasurements found = EcgMeasurements.of(usable.get(), rPeaks);
    Map<EcgValue, Assessed<Double>> values = new EnumMap<>(EcgValue.class);
    for (EcgValue value : EcgValue.values()) {
      values.put(value, assessed(measure(value, found)));
    }
    return new TypicalBeatValues(values, Optional.of(found));
  }

  /** The same without what is of P waves, where atrial fibrillation is stated. */
  TypicalBeatValues inFibrillation() {
    Map<EcgValue, Assessed<Double>> others = new EnumMap<>(values);
    for (EcgValue value : OF_P_WAVES) {
      others.put(value, new Assessed.NotAssessed<>("atrial fibrillation is stated"));
    }
    return new TypicalBeatValues(others, measurements);
  }

  /** The amplitudes of each lead, or why there are none. */
  Assessed<List<LeadMeasurement>> leads() {
    return measurements
        .filter(found -> !found.leads().isEmpty())
        .<Assessed<List<LeadMeasurement>>>map(found -> new Assessed.Value<>(found.leads()))
        .orElseGet(() -> new Assessed.NotAssessed<>(reason(EcgValue.QRS)));
  }

  /** The typical beat itself, empty where there is none. */
  Optional<MedianBeat> beat() {
    return measurements.flatMap(EcgMeasurements::typical);
  }

  /** Where its waves lie in one beat of the recording; those of P only where P is given. */
  List<WaveLimit> limits() {
    List<WaveLimit> limits = new ArrayList<>();
    measurements
        .filter(found -> found.typical().isPresent())
        .ifPresent(
            found -> {
              double beat = found.typical().get().exampleSeconds();
              WaveMarks marks = found.marks();
              if (value(EcgValue.PR).toOptional().isPresent()) {
                add(limits, beat, marks.pOnset(), "P");
                add(limits, beat, marks.pEnd(), "P end");
              }
              add(limits, beat, marks.qrsOnset(), "QRS");
              add(limits, beat, marks.qrsEnd(), "J");
              add(limits, beat, marks.tEnd(), "T end");
            });
    return List.copyOf(limits);
  }

  private static void add(List<WaveLimit> limits, double beat, Measure at, String label) {
    at.toOptional()
        .ifPresent(
            milliseconds -> limits.add(new WaveLimit(beat + milliseconds / MILLISECONDS, label)));
  }

  private Assessed<Double> value(EcgValue value) {
    return values.getOrDefault(value, new Assessed.NotAssessed<>("it was not measured"));
  }

  private String reason(EcgValue value) {
    return values.get(value) instanceof Assessed.NotAssessed<Double> not
        ? not.reason()
        : "it was not measured";
  }

  /** The same without axes, where electrodes of the limbs look exchanged. */
  TypicalBeatValues withoutAxes(String reason) {
    Map<EcgValue, Assessed<Double>> others = new EnumMap<>(values);
    for (EcgValue value : AXES) {
      others.put(value, new Assessed.NotAssessed<>(reason));
    }
    return new TypicalBeatValues(others, measurements);
  }

  /** Electrodes that look exchanged. */
  List<LeadReversal> reversals() {
    return measurements.map(EcgMeasurements::reversals).orElse(List.of());
  }

  private static TypicalBeatValues none(String reason) {
    Map<EcgValue, Assessed<Double>> values = new EnumMap<>(EcgValue.class);
    for (EcgValue value : EcgValue.values()) {
      values.put(value, new Assessed.NotAssessed<>(reason));
    }
    return new TypicalBeatValues(values, Optional.empty());
  }

  private static Measure measure(EcgValue value, EcgMeasurements found) {
    return switch (value) {
      case P_DURATION -> found.pDuration();
      case PR -> found.pr();
      case QRS -> found.qrs();
      case QT -> found.qt();
      case QTC_BAZETT -> found.qtc().bazett();
      case QTC_FRIDERICIA -> found.qtc().fridericia();
      case QTC_FRAMINGHAM -> found.qtc().framingham();
      case QTC_HODGES -> found.qtc().hodges();
      case P_AXIS -> found.pAxis();
      case QRS_AXIS -> found.qrsAxis();
      case T_AXIS -> found.tAxis();
    };
  }

  private static Assessed<Double> assessed(Measure measure) {
    return measure instanceof Measure.NotAssessed not
        ? new Assessed.NotAssessed<>(not.reason())
        : new Assessed.Value<>(measure.toOptional().orElseThrow());
  }
}
