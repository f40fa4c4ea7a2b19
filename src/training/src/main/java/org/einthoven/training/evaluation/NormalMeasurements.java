package org.einthoven.training.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.PtbXl;

/**
 * What is measured in records that were called normal (NORM), beside what is published of healthy
 * women measured by a cart's program (36,299 of the Women's Health Initiative, Rautaharju et al.
 * 2013: mean, 2nd and 98th percentile).
 */
final class NormalMeasurements {

  private static final Set<String> FOLDS = Set.of("1", "2", "3", "4", "5", "6", "7", "8");
  private static final Map<String, String> PUBLISHED =
      Map.of("PR", "158 (118 to 212)", "QRS", "85 (70 to 104)");

  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private int records;

  private NormalMeasurements() {}

  /** Of folds 1 to 8. */
  static NormalMeasurements of(PtbXl database) throws IOException {
    NormalMeasurements all = new NormalMeasurements();
    for (DatabaseRecord record : database.records()) {
      if (FOLDS.contains(record.part()) && record.labels().contains("NORM")) {
        all.add(database, record);
      }
    }
    return all;
  }

  private void add(PtbXl database, DatabaseRecord record) throws IOException {
    Optional<Recording> read = database.recording(record);
    if (read.isEmpty()) {
      return;
    }
    Recording recording = read.get();
    EcgMeasurements found = EcgMeasurements.of(recording, QrsDetector.detect(recording));
    records++;
    add("heart rate", found.heartRatePerMinute());
    add("P", found.pDuration());
    add("PR", found.pr());
    add("QRS", found.qrs());
    add("QT", found.qt());
    add("QTc (Fridericia)", found.qtc().fridericia());
    add("QRS axis", found.qrsAxis());
  }

  private void add(String name, Measure measure) {
    List<Double> list = values.computeIfAbsent(name, key -> new ArrayList<>());
    measure.toOptional().ifPresent(list::add);
  }

  void addTo(EvaluationResult result) {
    result.heading("Normal records of PTB-XL, folds 1 to 8 (" + records + ")");
    result.paragraph(
        "Milliseconds, beats a minute, degrees. Published: mean, 2nd and 98th percentile of 36,299"
            + " healthy women, by a cart's program (Rautaharju et al. 2013, Women's Health"
            + " Initiative).");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    values.forEach(
        (name, list) -> {
          double[] sorted = list.stream().mapToDouble(d -> d).sorted().toArray();
          rows.add(
              List.of(
                  name,
                  String.valueOf(sorted.length),
                  at(sorted, 0.02),
                  at(sorted, 0.5),
                  at(sorted, 0.98),
                  PUBLISHED.getOrDefault(name, "")));
          fields.put(
              name,
              new TreeMap<>(
                  Map.of(
                      "n",
                      sorted.length,
                      "median",
                      sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2])));
        });
    result.table(List.of("", "measured in", "2nd", "median", "98th", "published"), rows);
    result.field("normal", fields);
  }

  private static String at(double[] sorted, double share) {
    return sorted.length == 0
        ? "–"
        : String.format(Locale.ROOT, "%.0f", sorted[(int) (share * (sorted.length - 1))]);
  }
}
