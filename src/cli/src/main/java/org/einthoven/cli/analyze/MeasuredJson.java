package org.einthoven.cli.analyze;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.RrVariability;

/**
 * What is measured beside the intervals, as JSON: the variation of RR and the leads' amplitudes.
 */
final class MeasuredJson {

  private static final double MICROVOLTS = 1000;

  private MeasuredJson() {}

  static void rr(ObjectNode measurements, ObjectNode notAssessed, Assessed<RrVariability> rr) {
    RrVariability value = rr.toOptional().orElse(null);
    measurements.put("rrDeviationMilliseconds", value == null ? null : value.deviation());
    measurements.put("rrSuccessiveMilliseconds", value == null ? null : value.successive());
    measurements.put("rrShortestMilliseconds", value == null ? null : value.shortest());
    measurements.put("rrLongestMilliseconds", value == null ? null : value.longest());
    if (rr instanceof Assessed.NotAssessed<RrVariability> not) {
      notAssessed.put("rrVariability", not.reason());
    }
  }

  static void critical(ArrayNode array, List<CriticalFinding> findings) {
    for (CriticalFinding finding : findings) {
      array
          .addObject()
          .put("code", finding.kind().code())
          .put("text", finding.text())
          .put("reason", finding.reason());
    }
  }

  static void compared(ObjectNode node, Earlier earlier) {
    node.put("file", earlier.file()).put("bothNameTheirPatient", earlier.namesPatient());
    earlier.comparison().changes().forEach(node.putArray("changes")::add);
    earlier.comparison().notCompared().forEach(node.putArray("notCompared")::add);
  }

  static void leads(
      ObjectNode node, ObjectNode notAssessed, Assessed<List<LeadMeasurement>> measured) {
    if (measured instanceof Assessed.NotAssessed<List<LeadMeasurement>> not) {
      node.putNull("leadMeasurements");
      notAssessed.put("leadMeasurements", not.reason());
      return;
    }
    ArrayNode array = node.putArray("leadMeasurements");
    for (LeadMeasurement lead : measured.toOptional().orElseThrow()) {
      ObjectNode one = array.addObject().put("lead", lead.lead().label());
      put(one, "pMillivolts", lead.p());
      put(one, "qMillivolts", lead.q());
      put(one, "rMillivolts", lead.r());
      put(one, "sMillivolts", lead.s());
      put(one, "tMillivolts", lead.t());
      put(one, "stAtJMillivolts", lead.stAtJ());
      put(one, "stAt60Millivolts", lead.stAt60());
      put(one, "stAt80Millivolts", lead.stAt80());
    }
  }

  /** To a microvolt; null where there is none. */
  private static void put(ObjectNode node, String name, Measure measure) {
    node.put(
        name,
        measure instanceof Measure.Value known
            ? Math.rint(known.value() * MICROVOLTS) / MICROVOLTS
            : null);
  }
}
