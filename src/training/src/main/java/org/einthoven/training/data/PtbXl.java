package org.einthoven.training.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;

/**
 * PTB-XL 1.0.3 (Wagner et al. 2020), the 500 Hz records. Its folds keep a patient's records
 * together; fold 10 is the test set.
 */
public final class PtbXl {

  /** Where it can be downloaded. */
  public static final String ADDRESS = "https://physionet.org/content/ptb-xl/1.0.3/";

  private static final Pattern STATEMENT = Pattern.compile("'([^']+)':");

  private final Path folder;

  /** The database in a folder. */
  public PtbXl(Path folder) {
    this.folder = folder;
  }

  /**
   * The median beats of the records of some folds that are in the folder. A record shows infarction
   * when any of its statements belongs to the diagnostic class MI, whatever its likelihood and age.
   * The database has no annotated beats: they are detected.
   */
  public MedianBeatSet medianBeats(Set<Integer> folds) throws IOException {
    Map<String, String> classes = diagnosticClasses();
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (CSVRecord row : rows("ptbxl_database.csv")) {
      int fold = Integer.parseInt(row.get("strat_fold"));
      Path header = folder.resolve(row.get("filename_hr") + ".hea");
      if (!folds.contains(fold) || !Files.exists(header)) {
        continue;
      }
      Set<String> found = new HashSet<>();
      Matcher statement = STATEMENT.matcher(row.get("scp_codes"));
      while (statement.find()) {
        String diagnosticClass = classes.get(statement.group(1));
        if (diagnosticClass != null) {
          found.add(diagnosticClass);
        }
      }
      Recording recording = recording(header);
      if (BeatPreparation.prepare(recording, QrsDetector.detect(recording)).medianBeat()
          instanceof Prepared.Ready<MedianBeat> ready) {
        entries.add(
            new MedianBeatSet.Entry(
                ready.input().millivolts(),
                found.contains("MI"),
                found.equals(Set.of("NORM")),
                fold,
                row.get("patient_id"),
                row.get("age").isEmpty() ? Double.NaN : Double.parseDouble(row.get("age")),
                row.get("sex").equals("0") ? "male" : "female"));
      }
    }
    return new MedianBeatSet(entries);
  }

  static Recording recording(Path header) throws IOException {
    try {
      return WfdbRecord.load(header).toRecording();
    } catch (RefusedException e) {
      throw new IOException(header.getFileName() + " cannot be read", e);
    }
  }

  private Map<String, String> diagnosticClasses() throws IOException {
    Map<String, String> classes = new HashMap<>();
    for (CSVRecord row : rows("scp_statements.csv")) {
      if (row.get("diagnostic").startsWith("1")) {
        classes.put(row.get(0), row.get("diagnostic_class"));
      }
    }
    return classes;
  }

  private List<CSVRecord> rows(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new MissingDataException("PTB-XL 1.0.3", file, ADDRESS);
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return format.parse(reader).getRecords();
    }
  }

  /** SHA-256 over the tables and over the records of some folds that are in the folder. */
  public String sha256(Set<Integer> folds) throws IOException {
    FileDigest digest = new FileDigest();
    digest.add(folder, folder.resolve("ptbxl_database.csv"));
    digest.add(folder, folder.resolve("scp_statements.csv"));
    for (CSVRecord row : rows("ptbxl_database.csv")) {
      Path header = folder.resolve(row.get("filename_hr") + ".hea");
      if (folds.contains(Integer.parseInt(row.get("strat_fold"))) && Files.exists(header)) {
        digest.add(folder, header);
        digest.add(folder, folder.resolve(row.get("filename_hr") + ".dat"));
      }
    }
    return digest.hex();
  }
}
