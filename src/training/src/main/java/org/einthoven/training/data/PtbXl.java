package org.einthoven.training.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;

/**
 * PTB-XL 1.0.3 (Wagner et al. 2020), the 500 Hz records. Its folds keep a patient's records
 * together; fold 10 is the test set.
 */
public final class PtbXl implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "PTB-XL", "1.0.3", "CC BY 4.0", "https://physionet.org/content/ptb-xl/1.0.3/");

  private static final double SAMPLES_PER_SECOND = 500;
  private static final String TABLE = "ptbxl_database.csv";
  private static final String STATEMENTS = "scp_statements.csv";
  private static final Pattern STATEMENT = Pattern.compile("'([^']+)':");

  private final Path folder;
  private final LeftOut leftOut;
  private final PreparedCache cache;
  private final WfdbSource source;

  /** The database in a folder, of which no damaged record is left out. */
  public PtbXl(Path folder) {
    this(folder, LeftOut.refusing());
  }

  /**
   * The database in a folder.
   *
   * @param leftOut what becomes of damaged records
   */
  public PtbXl(Path folder, LeftOut leftOut) {
    this(folder, leftOut, PreparedCache.none());
  }

  /**
   * The database in a folder.
   *
   * @param leftOut what becomes of damaged records
   * @param cache where median beats are kept
   */
  public PtbXl(Path folder, LeftOut leftOut, PreparedCache cache) {
    this.folder = folder;
    this.leftOut = leftOut;
    this.cache = cache;
    this.source = new WfdbSource(folder, SAMPLES_PER_SECOND);
  }

  @Override
  public DatabaseIdentity identity() {
    return IDENTITY;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public List<Path> tables() {
    return List.of(folder.resolve(TABLE), folder.resolve(STATEMENTS));
  }

  /**
   * The records of the table that are in the folder, which may be a part of the database. Parts are
   * the folds 1 to 10, labels the codes of the SCP statements.
   */
  @Override
  public List<DatabaseRecord> records() throws IOException {
    List<DatabaseRecord> records = new ArrayList<>();
    for (CSVRecord row : rows(TABLE)) {
      Path header = folder.resolve(row.get("filename_hr") + ".hea");
      Path signals = folder.resolve(row.get("filename_hr") + ".dat");
      if (Files.exists(header) || Files.exists(signals)) {
        records.add(record(row, header, signals));
      }
    }
    return records;
  }

  private static DatabaseRecord record(CSVRecord row, Path header, Path signals)
      throws DamagedDataException {
    Set<String> labels = new HashSet<>();
    Matcher statement = STATEMENT.matcher(row.get("scp_codes"));
    while (statement.find()) {
      labels.add(statement.group(1));
    }
    try {
      return new DatabaseRecord(
          row.get("ecg_id"),
          row.get("patient_id"),
          String.valueOf(Integer.parseInt(row.get("strat_fold"))),
          labels,
          row.get("age").isEmpty() ? Double.NaN : Double.parseDouble(row.get("age")),
          row.get("sex").equals("0") ? "male" : "female",
          List.of(header, signals));
    } catch (NumberFormatException e) {
      throw new DamagedDataException(
          TABLE + " record " + row.getRecordNumber(),
          "its age or fold is no number",
          "Download the file again.");
    }
  }

  /** The heart axis, such as {@code LAD}, of the records for which the table has one, by name. */
  public Map<String, String> axes() throws IOException {
    Map<String, String> axes = new HashMap<>();
    for (CSVRecord row : rows(TABLE)) {
      if (row.isMapped("heart_axis") && !row.get("heart_axis").isEmpty()) {
        axes.put(row.get("ecg_id"), row.get("heart_axis"));
      }
    }
    return axes;
  }

  /** How many records the table lists in some folds, whether or not they are in the folder. */
  public int listed(Set<Integer> folds) throws IOException {
    Predicate<String> wanted = inFolds(folds);
    return (int) rows(TABLE).stream().filter(row -> wanted.test(row.get("strat_fold"))).count();
  }

  private static Predicate<String> inFolds(Set<Integer> folds) {
    return folds.stream().map(String::valueOf).collect(Collectors.toSet())::contains;
  }

  /**
   * The median beats of the records of some folds that are in the folder. A record shows infarction
   * when any of its statements belongs to the diagnostic class MI, whatever its likelihood and age.
   * The database has no annotated beats: they are detected.
   */
  public MedianBeatSet medianBeats(Set<Integer> folds) throws IOException {
    return cache.get(
        "ptbxl-median",
        new TreeSet<>(folds) + " " + sha256(folds),
        new MedianBeatSetForm(),
        leftOut,
        out -> medianBeats(folds, out));
  }

  private MedianBeatSet medianBeats(Set<Integer> folds, LeftOut out) throws IOException {
    Map<String, String> classes = diagnosticClasses();
    Predicate<String> wanted = inFolds(folds);
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (DatabaseRecord record : records()) {
      if (wanted.test(record.part())) {
        source
            .medianBeat(record, IDENTITY, out)
            .ifPresent(millivolts -> entries.add(entry(record, classes, millivolts)));
      }
    }
    return new MedianBeatSet(entries);
  }

  /**
   * The single beats of lead II, one entry a beat, of the records of some folds with infarction and
   * of the normal ones: what a split of beats leaks is measured with them. A beat is scaled as the
   * beat head reads it and has no unit.
   */
  public MedianBeatSet beatsOfLeadTwo(Set<Integer> folds) throws IOException {
    Map<String, String> classes = diagnosticClasses();
    Predicate<String> wanted = inFolds(folds);
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (DatabaseRecord record : records()) {
      MedianBeatSet.Entry plain = entry(record, classes, new float[0]);
      if (!wanted.test(record.part()) || !(plain.infarction() || plain.normal())) {
        continue;
      }
      Optional<PreparedRecording> prepared = source.prepared(record, IDENTITY, leftOut);
      if (prepared.isPresent()
          && prepared.get().beats() instanceof Prepared.Ready<BeatInputs> ready
          && ready.input().leads().get(0) == Lead.II) {
        float[] windows = ready.input().windows();
        int row = BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES;
        for (int beat = 0; beat < ready.input().count(); beat++) {
          int from = beat * row;
          entries.add(
              plain.with(Arrays.copyOfRange(windows, from, from + BeatPreparation.WINDOW_SAMPLES)));
        }
      }
    }
    return new MedianBeatSet(entries);
  }

  private static MedianBeatSet.Entry entry(
      DatabaseRecord record, Map<String, String> classes, float[] beat) {
    Set<String> found =
        record.labels().stream()
            .map(classes::get)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new MedianBeatSet.Entry(
        beat,
        found.contains("MI"),
        found.equals(Set.of("NORM")),
        Integer.parseInt(record.part()),
        record.patient(),
        record.ageYears(),
        record.sex(),
        union(record.labels(), found));
  }

  private static Set<String> union(Set<String> statements, Set<String> diagnosticClasses) {
    Set<String> all = new HashSet<>(statements);
    all.addAll(diagnosticClasses);
    return all;
  }

  /** A record with all its leads, or nothing where it is left out as damaged. */
  public Optional<Recording> recording(DatabaseRecord record) throws IOException {
    return leftOut.unlessDamaged(
        IDENTITY, record.name(), () -> source.recording(record.files().get(0)));
  }

  private Map<String, String> diagnosticClasses() throws IOException {
    Map<String, String> classes = new HashMap<>();
    for (CSVRecord row : rows(STATEMENTS)) {
      if (row.get("diagnostic").startsWith("1")) {
        classes.put(row.get(0), row.get("diagnostic_class"));
      }
    }
    return classes;
  }

  private List<CSVRecord> rows(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new MissingDataException(IDENTITY.toString(), file, IDENTITY.address());
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
    Predicate<String> wanted = inFolds(folds);
    return sha256((DatabaseRecord record) -> wanted.test(record.part()));
  }
}
