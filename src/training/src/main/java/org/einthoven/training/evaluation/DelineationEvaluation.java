package org.einthoven.training.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.Ludb;
import org.einthoven.training.data.Ludb.Wave;

/** Measurements of records, with beats that were detected, beside what cardiologists marked. */
final class DelineationEvaluation {

  private final Map<String, BoundaryDifferences> boundaries = new LinkedHashMap<>();
  private final Map<String, BoundaryDifferences> intervals = new LinkedHashMap<>();
  private int records;

  /**
   * Measures a record and adds it.
   *
   * @param recording of the record, all leads or some
   */
  void add(Ludb.Annotated record, Recording recording) {
    int[] rPeaks = QrsDetector.detect(recording);
    EcgMeasurements found = EcgMeasurements.of(recording, rPeaks);
    AnnotatedBoundaries marked = AnnotatedBoundaries.of(record.marked(), rPeaks);
    records++;
    boundary("p.onset", found.marks().pOnset(), marked.onset(Wave.P));
    boundary("p.offset", found.marks().pEnd(), marked.end(Wave.P));
    boundary("qrs.onset", found.marks().qrsOnset(), marked.onset(Wave.QRS));
    boundary("qrs.offset", found.marks().qrsEnd(), marked.end(Wave.QRS));
    boundary("t.offset", found.marks().tEnd(), marked.end(Wave.T));
    interval("P", found.pDuration(), between(marked.onset(Wave.P), marked.end(Wave.P)));
    interval("PR", found.pr(), between(marked.onset(Wave.P), marked.onset(Wave.QRS)));
    interval("QRS", found.qrs(), between(marked.onset(Wave.QRS), marked.end(Wave.QRS)));
    interval("QT", found.qt(), between(marked.onset(Wave.QRS), marked.end(Wave.T)));
  }

  private void boundary(String name, Measure found, OptionalDouble marked) {
    boundaries
        .computeIfAbsent(name, key -> new BoundaryDifferences())
        .add(found.toOptional(), marked);
  }

  private void interval(String name, Measure found, OptionalDouble marked) {
    intervals
        .computeIfAbsent(name, key -> new BoundaryDifferences())
        .add(found.toOptional(), marked);
  }

  private static OptionalDouble between(OptionalDouble from, OptionalDouble to) {
    return from.isPresent() && to.isPresent()
        ? OptionalDouble.of(to.getAsDouble() - from.getAsDouble())
        : OptionalDouble.empty();
  }

  int records() {
    return records;
  }

  /** By name, such as {@code p.onset}. */
  Map<String, BoundaryDifferences> boundaries() {
    return boundaries;
  }

  /** P, PR, QRS and QT. */
  Map<String, BoundaryDifferences> intervals() {
    return intervals;
  }
}
