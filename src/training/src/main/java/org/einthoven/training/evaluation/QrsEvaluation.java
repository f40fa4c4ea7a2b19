package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;

/**
 * The QRS detector on the MIT-BIH Arrhythmia Database, beat by beat after ANSI/AAMI EC57: a window
 * of 150 ms, the first five minutes and ventricular flutter not counted; and the same in ways that
 * the standard does not ask for but a user meets.
 */
public final class QrsEvaluation {

  /** What is evaluated. */
  public enum Way {
    EC57("both leads, EC57", 2, Ec57BeatMatch.LEARNING_SECONDS, Double.POSITIVE_INFINITY),
    WHOLE("both leads, from the first second", 2, 0, Double.POSITIVE_INFINITY),
    FIRST_LEAD("first lead, EC57", 1, Ec57BeatMatch.LEARNING_SECONDS, Double.POSITIVE_INFINITY),
    CUT("both leads, every 10 s by themselves", 2, 0, 10),
    FIRST_LEAD_CUT("first lead, every 10 s by themselves", 1, 0, 10);

    private final String words;
    private final int leads;
    private final double fromSeconds;
    private final double pieceSeconds;

    Way(String words, int leads, double fromSeconds, double pieceSeconds) {
      this.words = words;
      this.leads = leads;
      this.fromSeconds = fromSeconds;
      this.pieceSeconds = pieceSeconds;
    }

    /** A few words for a table. */
    public String words() {
      return words;
    }
  }

  /**
   * One record.
   *
   * @param record its name
   * @param counts what was found, missed and extra
   */
  public record OfRecord(String record, QrsCounts counts) {}

  /**
   * All records in one way.
   *
   * @param way which
   * @param records in the order of the database
   */
  public record Result(Way way, List<OfRecord> records) {

    /** The counts of all records together. */
    public QrsCounts gross() {
      return records.stream().map(OfRecord::counts).reduce(QrsCounts.NONE, QrsCounts::plus);
    }

    /** The mean of the records' sensitivities. */
    public double averageSe() {
      return average(QrsCounts::se);
    }

    /** The mean of the records' positive predictivities. */
    public double averagePpv() {
      return average(QrsCounts::ppv);
    }

    private double average(Function<QrsCounts, Double> figure) {
      return records.stream()
          .map(OfRecord::counts)
          .map(figure)
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(Double.NaN);
    }
  }

  /** A beat so near to where a piece was cut may be cut in two and is not counted. */
  private static final double EDGE_SECONDS = 0.2;

  private QrsEvaluation() {}

  /**
   * Evaluates in all ways.
   *
   * @param folder with the database's records
   * @throws IOException when a record is not there or cannot be read
   */
  public static List<Result> onMitBih(Path folder) throws IOException {
    Map<Way, List<OfRecord>> records = new EnumMap<>(Way.class);
    for (String name : Ec57Record.names(folder)) {
      Ec57Record record = Ec57Record.load(folder, name);
      for (Way way : Way.values()) {
        records
            .computeIfAbsent(way, w -> new ArrayList<>())
            .add(new OfRecord(name, counts(record, way)));
      }
    }
    return records.entrySet().stream().map(e -> new Result(e.getKey(), e.getValue())).toList();
  }

  private static QrsCounts counts(Ec57Record record, Way way) {
    Recording whole = record.recording();
    double rate = whole.samplesPerSecond();
    int piece = (int) Math.min(whole.length(), way.pieceSeconds * rate);
    List<Span> excluded = new ArrayList<>(record.flutter());
    List<Double> found = new ArrayList<>();
    for (int from = 0; from < whole.length(); from += piece) {
      int to = Math.min(whole.length(), from + piece);
      int start = from;
      Arrays.stream(QrsDetector.detect(part(whole, way.leads, from, to)))
          .forEach(beat -> found.add((start + beat) / rate));
      if (from > 0) {
        excluded.add(new Span(from / rate - EDGE_SECONDS, from / rate + EDGE_SECONDS));
      }
    }
    double[] detected = found.stream().mapToDouble(Double::doubleValue).toArray();
    return Ec57BeatMatch.of(record.beatSeconds(), detected).counts(way.fromSeconds, excluded);
  }

  private static Recording part(Recording whole, int leads, int from, int to) {
    List<LeadSignal> signals =
        whole.leads().stream()
            .limit(leads)
            .map(s -> new LeadSignal(s.lead(), Arrays.copyOfRange(s.microvolts(), from, to)))
            .toList();
    return new Recording(signals, whole.samplesPerSecond(), null, null, null, whole.source());
  }
}
