package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.einthoven.ecg.quality.QualityAssessment;
import org.einthoven.ecg.quality.QualityLevel;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.PtbXl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate quality}: what is said of a signal, against what is known of it. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Holds the judgement of quality against CinC 2017's noise class; looks for exchanged electrodes",
      "in PTB-XL's records as they are and with electrodes exchanged by calculation, and for a",
      "pacemaker's spikes where annotators stated one."
    })
public final class EvaluateQuality implements Callable<Integer> {

  private static final String TEST_FOLD = "9";
  private static final String PACED = "PACE";

  @Option(names = "--ptbxl", required = true, description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private Path ptbxl = Path.of(".");

  @Option(names = "--cinc2017", required = true, description = "folder of CinC 2017's training set")
  private Path cinc2017 = Path.of(".");

  @Mixin private ResultOptions results;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    EvaluationResult result = new EvaluationResult("quality", "The judgement of signals");
    noise(result);
    ExchangedElectrodes chosenOn = new ExchangedElectrodes();
    ExchangedElectrodes heldOut = new ExchangedElectrodes();
    PtbXl database = new PtbXl(ptbxl);
    for (DatabaseRecord record : database.records()) {
      Optional<Recording> recording = database.recording(record);
      if (recording.isPresent()) {
        (record.part().equals(TEST_FOLD) ? heldOut : chosenOn)
            .add(recording.get(), record.labels().contains(PACED));
      }
    }
    chosenOn.addTo(result, "Folds 1 to 8, on which limits were chosen", "chosenOn");
    heldOut.addTo(result, "Fold 9", "fold9");
    results.publish(spec, result);
    return 0;
  }

  private void noise(EvaluationResult result) throws IOException {
    Cinc2017 database = new Cinc2017(cinc2017);
    Map<Cinc2017.Label, Map<QualityLevel, Integer>> counts = new EnumMap<>(Cinc2017.Label.class);
    for (DatabaseRecord record : database.records()) {
      Recording recording = database.recording(record.name());
      QualityAssessment found = SignalQuality.of(recording, QrsDetector.detect(recording));
      counts
          .computeIfAbsent(Cinc2017.Label.of(record), label -> new EnumMap<>(QualityLevel.class))
          .merge(found.level(), 1, Integer::sum);
    }
    result.heading("CinC 2017: one lead of a hand-held recorder");
    result.paragraph(
        "Noisy is what experts could not name the rhythm of; nothing was chosen on these records."
            + " Limited means noise in a part of the time: such a record is read, and the noise"
            + " said.");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    counts.forEach(
        (label, levels) -> {
          int all = levels.values().stream().mapToInt(Integer::intValue).sum();
          List<String> row = new ArrayList<>();
          row.add(label.name().toLowerCase(Locale.ROOT));
          row.add(String.valueOf(all));
          for (QualityLevel level : QualityLevel.values()) {
            row.add(share(levels.getOrDefault(level, 0), all));
          }
          rows.add(row);
          fields.put(label.name().toLowerCase(Locale.ROOT), levels);
        });
    result.table(List.of("label", "records", "good", "limited", "unusable"), rows);
    result.field("cinc2017", fields);
  }

  static String share(int some, int all) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * some / Math.max(1, all));
  }
}
