package org.einthoven.ecg.statement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.measurement.QrsShape;
import org.einthoven.ecg.measurement.QtCorrections;
import org.einthoven.ecg.measurement.WaveMarks;
import org.einthoven.ecg.recording.Lead;

/** Measurements made up for a criterion: every lead is small and plain unless it is told. */
final class MeasuredLeads {

  private static final Measure NONE = Measure.none("not measured here");
  private static final List<Lead> LEADS =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  private final Map<Lead, double[]> amplitudes = new EnumMap<>(Lead.class);
  private final Map<Lead, double[]> shapes = new EnumMap<>(Lead.class);
  private final Map<Lead, Double> st = new EnumMap<>(Lead.class);
  private final Measure qrs;
  private double axis = 45;

  private MeasuredLeads(Measure qrs) {
    this.qrs = qrs;
  }

  static MeasuredLeads withQrs(double milliseconds) {
    return new MeasuredLeads(Measure.of(milliseconds));
  }

  static MeasuredLeads notMeasured() {
    return new MeasuredLeads(NONE);
  }

  MeasuredLeads axis(double degrees) {
    axis = degrees;
    return this;
  }

  /** Q and S at most 0, in mV. */
  MeasuredLeads lead(Lead lead, double q, double r, double s) {
    amplitudes.put(lead, new double[] {q, r, s});
    return this;
  }

  MeasuredLeads shape(Lead lead, double rPeak, double late, double wideQ, double wideS) {
    shapes.put(lead, new double[] {rPeak, late, wideQ, wideS});
    return this;
  }

  MeasuredLeads st(Lead lead, double millivolts) {
    st.put(lead, millivolts);
    return this;
  }

  EcgMeasurements make() {
    boolean measured = qrs instanceof Measure.Value;
    List<LeadMeasurement> leads = new ArrayList<>();
    List<QrsShape> ofLeads = new ArrayList<>();
    if (measured) {
      for (Lead lead : LEADS) {
        double[] height = amplitudes.getOrDefault(lead, new double[] {0, 0.6, -0.1});
        double[] shape = shapes.getOrDefault(lead, new double[] {40, 0, 0, 0});
        Measure level = Measure.of(st.getOrDefault(lead, 0.0));
        leads.add(
            new LeadMeasurement(
                lead,
                NONE,
                Measure.of(height[0]),
                Measure.of(height[1]),
                Measure.of(height[2]),
                NONE,
                level,
                level,
                level));
        ofLeads.add(
            new QrsShape(
                lead,
                Measure.of(shape[0]),
                Measure.of(shape[1]),
                Measure.of(shape[2]),
                Measure.of(shape[3])));
      }
    }
    return new EcgMeasurements(
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        measured ? 10 : 0,
        Optional.empty(),
        new WaveMarks(NONE, NONE, false, NONE, NONE, NONE),
        NONE,
        NONE,
        qrs,
        NONE,
        QtCorrections.of(NONE, NONE),
        NONE,
        measured ? Measure.of(axis) : NONE,
        NONE,
        leads,
        ofLeads,
        List.of(),
        List.of());
  }
}
