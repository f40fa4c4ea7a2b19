package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.LeadReversal;
import org.einthoven.ecg.quality.QualityFinding;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.synthesis.ElectrodeExchange;

/**
 * What looks exchanged in records as they are and with electrodes exchanged by calculation, and in
 * how many spikes of a pacemaker are seen.
 */
final class ExchangedElectrodes {

  private static final String NAMED = "named";
  private static final String ANOTHER = "calledAnother";
  private static final String NOT_SEEN = "notSeen";

  private final Map<ElectrodeExchange, Map<String, Integer>> exchanged =
      new EnumMap<>(ElectrodeExchange.class);
  private final Map<String, Integer> asTheyAre = new TreeMap<>();
  private int records;
  private int anyAsTheyAre;
  private int paced;
  private int pacedSeen;
  private int othersSeen;

  /** Adds a record; one of a pacemaker is looked at for its spikes alone. */
  void add(Recording recording, boolean isPaced) {
    int[] rPeaks = QrsDetector.detect(recording);
    boolean spikes = SignalQuality.of(recording, rPeaks).has(QualityFinding.Kind.PACED);
    if (isPaced) {
      paced++;
      pacedSeen += spikes ? 1 : 0;
      return;
    }
    othersSeen += spikes ? 1 : 0;
    records++;
    List<LeadReversal> found = EcgMeasurements.of(recording, rPeaks).reversals();
    anyAsTheyAre += found.isEmpty() ? 0 : 1;
    found.forEach(reversal -> asTheyAre.merge(reversal.name(), 1, Integer::sum));
    for (ElectrodeExchange exchange : ElectrodeExchange.values()) {
      List<LeadReversal> seen = EcgMeasurements.of(exchange.in(recording), rPeaks).reversals();
      boolean right = seen.stream().anyMatch(one -> one.name().equals(exchange.name()));
      exchanged
          .computeIfAbsent(exchange, key -> new TreeMap<>())
          .merge(right ? NAMED : seen.isEmpty() ? NOT_SEEN : ANOTHER, 1, Integer::sum);
    }
  }

  /** Adds what was counted. */
  void addTo(EvaluationResult result, String title, String field) {
    result.heading("PTB-XL. " + title + " (" + records + " records without a pacemaker)");
    result.paragraph(
        "As they are, "
            + anyAsTheyAre
            + " records ("
            + EvaluateQuality.share(anyAsTheyAre, records)
            + ") look as if electrodes were exchanged; in some they may have been. Such a reading"
            + " has no axes (where it is electrodes of the limbs), no scores and no statements that"
            + " rest on shapes.");
    List<List<String>> rows = new ArrayList<>();
    for (ElectrodeExchange exchange : ElectrodeExchange.values()) {
      Map<String, Integer> named = exchanged.getOrDefault(exchange, Map.of());
      rows.add(
          List.of(
              exchange.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              EvaluateQuality.share(named.getOrDefault(NAMED, 0), records),
              EvaluateQuality.share(named.getOrDefault(ANOTHER, 0), records),
              EvaluateQuality.share(named.getOrDefault(NOT_SEEN, 0), records),
              String.valueOf(asTheyAre.getOrDefault(exchange.name(), 0))));
    }
    result.table(
        List.of("exchanged", "named", "called another", "not seen", "records as they are"), rows);
    result.paragraph(
        "Spikes of a pacemaker were seen in "
            + pacedSeen
            + " of "
            + paced
            + " records whose annotators stated one, and in "
            + othersSeen
            + " of the others.");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", records);
    fields.put("exchanged", exchanged);
    fields.put("asTheyAre", asTheyAre);
    fields.put("paced", List.of(paced, pacedSeen, othersSeen));
    result.field(field, fields);
  }
}
