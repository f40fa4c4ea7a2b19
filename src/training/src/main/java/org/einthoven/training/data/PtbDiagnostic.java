package org.einthoven.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PTB Diagnostic ECG Database 1.0.0 (Bousseljot, Kreiseler, Schnabel 1995), as an external
 * test: infarction against healthy controls, by the header's reason for admission.
 */
public final class PtbDiagnostic implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "PTB Diagnostic ECG Database",
          "1.0.0",
          "ODC-By 1.0",
          "https://physionet.org/content/ptbdb/1.0.0/");

  private static final double SAMPLES_PER_SECOND = 1000;

  private static final Pattern REASON =
      Pattern.compile("#\\s*Reason for admission:\\s*(.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern AGE =
      Pattern.compile("#\\s*age:\\s*([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEX =
      Pattern.compile("#\\s*sex:\\s*(male|female)", Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final LeftOut leftOut;
  private final WfdbSource source;

  /** The database in a folder, of which no damaged record is left out. */
  public PtbDiagnostic(Path folder) {
    this(folder, LeftOut.refusing());
  }

  /**
   * The database in a folder.
   *
   * @param leftOut what becomes of damaged records
   */
  public PtbDiagnostic(Path folder, LeftOut leftOut) {
    this.folder = folder;
    this.leftOut = leftOut;
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

  /** The label of a record is its header's reason for admission; a folder is a patient. */
  @Override
  public List<DatabaseRecord> records() throws IOException {
    List<DatabaseRecord> records = new ArrayList<>();
    for (Path header : headers()) {
      String text = Files.readString(header, StandardCharsets.ISO_8859_1);
      Path patient = header.getParent();
      String reason = first(REASON, text, "");
      records.add(
          new DatabaseRecord(
              folder.relativize(header).toString().replace('\\', '/').replaceFirst("\\.hea$", ""),
              patient == null ? "" : String.valueOf(patient.getFileName()),
              "",
              reason.isEmpty() ? Set.of() : Set.of(reason),
              Double.parseDouble(first(AGE, text, "NaN")),
              first(SEX, text, "unknown"),
              files(header)));
    }
    return records;
  }

  private List<Path> headers() throws IOException {
    List<Path> headers = List.of();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      headers = files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    } catch (NoSuchFileException e) {
      // Told below, as a folder without records is.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (headers.isEmpty()) {
      throw new MissingDataException(
          IDENTITY.toString(), folder.resolve("patient001"), IDENTITY.address());
    }
    return headers;
  }

  private static List<Path> files(Path header) {
    List<Path> files = new ArrayList<>(List.of(header));
    String stem = String.valueOf(header.getFileName()).replaceFirst("\\.hea$", "");
    for (String ending : List.of(".dat", ".xyz")) {
      Path file = header.resolveSibling(stem + ending);
      if (Files.exists(file)) {
        files.add(file);
      }
    }
    return files;
  }

  /** The median beats of patients with infarction and of healthy controls. */
  public MedianBeatSet medianBeats() throws IOException {
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (DatabaseRecord record : records()) {
      String reason = record.labels().stream().findFirst().orElse("");
      boolean infarction = reason.startsWith("Myocardial infarction");
      boolean healthy = reason.startsWith("Healthy control");
      if (infarction || healthy) {
        source
            .medianBeat(record, IDENTITY, leftOut)
            .ifPresent(
                millivolts ->
                    entries.add(
                        new MedianBeatSet.Entry(
                            millivolts,
                            infarction,
                            healthy,
                            0,
                            record.patient(),
                            record.ageYears(),
                            record.sex(),
                            Set.of())));
      }
    }
    return new MedianBeatSet(entries);
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }
}
