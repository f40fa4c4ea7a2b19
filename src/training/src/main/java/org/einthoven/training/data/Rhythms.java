package org.einthoven.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.Cinc2017.Label;

/** The stretches of databases as the fibrillation head reads them; beats are detected. */
public final class Rhythms {

  /** The lengths that CinC 2017's records are cut to, in seconds; the last leaves them whole. */
  public static final List<Integer> SECONDS = List.of(10, 30, 60);

  /** Between what was selected (0) and the shares of the whole database (1). */
  private static final double TOWARDS_WHOLE = 0.5;

  private static final double WEIGHT_OF_PTB_XL = 0.3;
  private static final Set<String> FIBRILLATION = Set.of("AFIB", "AFLT");
  private static final String PACED = "PACE";
  private static final List<Lead> LEADS = List.of(Lead.I, Lead.II);

  private Rhythms() {}

  /**
   * CinC 2017's records, or the first seconds of each that is longer. A record that is too short or
   * has too few beats is not among them. Weights are half way, as logarithms, to the shares that
   * the labels have in the whole database.
   *
   * @param seconds one of {@link #SECONDS}
   * @param leftOut what becomes of damaged records
   */
  public static RhythmSet of(Cinc2017 database, int seconds, LeftOut leftOut) throws IOException {
    Map<Label, Double> weights = wholeWeights(database);
    List<RhythmSet.Entry> entries = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      Label label = Label.of(record);
      double weight = Math.pow(weights.getOrDefault(label, 1.0), TOWARDS_WHOLE);
      Optional<Recording> read =
          leftOut.unlessDamaged(
              database.identity(), record.name(), () -> database.recording(record.name()));
      if (read.isEmpty()) {
        continue;
      }
      Recording recording = first(read.get(), seconds);
      for (RhythmWindow window : windows(recording, QrsDetector.detect(recording))) {
        entries.add(
            new RhythmSet.Entry(
                window.beat(),
                window.features(),
                label == Label.FIBRILLATION,
                RhythmSet.Origin.CINC_2017,
                record.name(),
                label.letter(),
                0,
                weight));
      }
    }
    return new RhythmSet(entries);
  }

  /** How many records of the whole database one record in the folder stands for, by its label. */
  public static Map<Label, Double> wholeWeights(Cinc2017 database) throws IOException {
    List<DatabaseRecord> records = database.records();
    Map<Label, Double> weights = new EnumMap<>(Label.class);
    for (Label label : Label.values()) {
      long here = records.stream().filter(record -> Label.of(record) == label).count();
      int whole = Cinc2017.WHOLE.getOrDefault(label, 0);
      weights.put(label, here == 0 ? 1 : Math.max(1, (double) whole / here));
    }
    return weights;
  }

  /**
   * PTB-XL's records of some folds, leads I and II each as if it had been recorded alone, though
   * beats are detected in all leads. Atrial flutter counts as fibrillation; paced records are left
   * out, since a reading is silent on them.
   */
  public static RhythmSet of(PtbXl database, Set<Integer> folds) throws IOException {
    List<RhythmSet.Entry> entries = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      int fold = Integer.parseInt(record.part());
      if (!folds.contains(fold) || record.labels().contains(PACED)) {
        continue;
      }
      Optional<Recording> read = database.recording(record);
      if (read.isEmpty()) {
        continue;
      }
      Recording recording = read.get();
      int[] rPeaks = QrsDetector.detect(recording);
      boolean fibrillation = record.labels().stream().anyMatch(FIBRILLATION::contains);
      for (Lead lead : LEADS) {
        Optional<LeadSignal> signal = recording.signal(lead);
        if (signal.isEmpty()) {
          continue;
        }
        for (RhythmWindow window : windows(only(recording, List.of(signal.get())), rPeaks)) {
          entries.add(
              new RhythmSet.Entry(
                  window.beat(),
                  window.features(),
                  fibrillation,
                  RhythmSet.Origin.PTB_XL,
                  record.name(),
                  lead.label(),
                  fold,
                  WEIGHT_OF_PTB_XL));
        }
      }
    }
    return new RhythmSet(entries);
  }

  private static List<RhythmWindow> windows(Recording recording, int[] rPeaks) {
    return RhythmPreparation.prepare(recording, rPeaks)
            instanceof Prepared.Ready<RhythmInputs> ready
        ? ready.input().windows()
        : List.of();
  }

  private static Recording first(Recording recording, int seconds) {
    int samples = (int) Math.round(seconds * recording.samplesPerSecond());
    if (seconds >= RhythmPreparation.LONGEST_SECONDS || samples >= recording.length()) {
      return recording;
    }
    return only(
        recording,
        recording.leads().stream()
            .map(l -> new LeadSignal(l.lead(), Arrays.copyOf(l.microvolts(), samples)))
            .toList());
  }

  private static Recording only(Recording recording, List<LeadSignal> leads) {
    return new Recording(leads, recording.samplesPerSecond(), null, null, null, recording.source());
  }
}
