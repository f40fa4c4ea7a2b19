package org.einthoven.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbHeader;
import org.einthoven.ecg.format.wfdb.WfdbSignal;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/**
 * The training set of the PhysioNet/Computing in Cardiology Challenge 2017 (Clifford et al. 2017,
 * doi:10.22489/CinC.2017.065-469): one lead of a hand-held recorder, 9 to 61 s, with the labels of
 * version 3.
 */
public final class Cinc2017 implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "PhysioNet/CinC Challenge 2017",
          "1.0.0",
          "ODC-By 1.0",
          "https://physionet.org/content/challenge-2017/1.0.0/");

  /** The rate of every record, in hertz. */
  public static final double SAMPLES_PER_SECOND = 300;

  /** The file that holds the labels. */
  public static final String REFERENCE = "REFERENCE-v3.csv";

  /** How many records of each label the public training set has, all of them together. */
  public static final Map<Label, Integer> WHOLE =
      Map.of(Label.NORMAL, 5076, Label.FIBRILLATION, 758, Label.OTHER, 2415, Label.NOISY, 279);

  private static final double DIGITS_PER_MILLIVOLT = 1000;
  private static final double MICROVOLTS = 1000;

  private final Path folder;

  /** The database in a folder: {@code A00001.mat} and so on, and {@value #REFERENCE}. */
  public Cinc2017(Path folder) {
    this.folder = folder;
  }

  /** What a record was called. */
  public enum Label {
    NORMAL("N"),
    FIBRILLATION("A"),
    OTHER("O"),
    NOISY("~");

    private final String letter;

    Label(String letter) {
      this.letter = letter;
    }

    /** The letter in {@value Cinc2017#REFERENCE}. */
    public String letter() {
      return letter;
    }

    /** Its place in the order declared here. */
    @SuppressWarnings("EnumOrdinal") // the declared order is the order meant
    public int column() {
      return ordinal();
    }

    /** The label of a record of this database. */
    public static Label of(DatabaseRecord record) {
      return record.labels().stream()
          .flatMap(letter -> of(letter).stream())
          .findFirst()
          .orElseThrow();
    }

    private static Optional<Label> of(String letter) {
      return Arrays.stream(values()).filter(label -> label.letter.equals(letter)).findFirst();
    }
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
    return List.of(folder.resolve(REFERENCE));
  }

  /**
   * The records that are in the folder, in the order of their names; their one label is the letter
   * of a {@link Label}. Labels of records that are not there are passed over, so that a part of the
   * database can be used.
   *
   * @throws MissingDataException where there is no record or no {@value #REFERENCE}
   * @throws DamagedDataException where a line is no label, or a record has none
   */
  @Override
  public List<DatabaseRecord> records() throws IOException {
    List<String> names = names();
    Map<String, Label> labels = labels();
    List<DatabaseRecord> records = new ArrayList<>();
    for (String name : names) {
      Label label = labels.get(name);
      if (label == null) {
        throw new DamagedDataException(
            REFERENCE, "no label for " + name, "Take both from the same version of the database.");
      }
      Path header = folder.resolve(name + ".hea");
      Path signal = folder.resolve(name + ".mat");
      records.add(
          new DatabaseRecord(
              name,
              name,
              "",
              Set.of(label.letter()),
              Double.NaN,
              "unknown",
              Files.exists(header) ? List.of(header, signal) : List.of(signal)));
    }
    return records;
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MissingDataException(IDENTITY.toString(), folder, IDENTITY.address());
    }
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".mat"))
              .map(name -> name.substring(0, name.length() - ".mat".length()))
              .sorted()
              .toList();
    }
    if (names.isEmpty()) {
      throw new MissingDataException(
          IDENTITY.toString(), folder.resolve("A00001.mat"), IDENTITY.address());
    }
    return names;
  }

  private Map<String, Label> labels() throws IOException {
    Path file = folder.resolve(REFERENCE);
    if (!Files.exists(file)) {
      throw new MissingDataException(IDENTITY.toString(), file, IDENTITY.address());
    }
    Map<String, Label> labels = new HashMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      String place = REFERENCE + " line " + (i + 1);
      String[] fields = line.split(",", -1);
      if (fields.length != 2) {
        throw new DamagedDataException(
            place, "not of the form A00001,N", "Download the file again.");
      }
      Optional<Label> label = Label.of(fields[1].strip());
      if (label.isEmpty()) {
        throw new DamagedDataException(
            place, "unknown label '" + fields[1].strip() + "'", "The labels are N, A, O and ~.");
      }
      if (labels.put(fields[0].strip(), label.get()) != null) {
        throw new DamagedDataException(
            place, fields[0].strip() + " stands twice", "Download the file again.");
      }
    }
    return labels;
  }

  /**
   * A record as a recording of one lead that does not say which it is. Rate and gain are the
   * header's where there is one ({@code A00001.hea}), otherwise 300 Hz and 1000 digits a millivolt.
   *
   * @throws DamagedDataException where it is truncated, at another rate, or its header is of
   *     something else
   */
  public Recording recording(String name) throws IOException {
    Path file = folder.resolve(name + ".mat");
    if (!Files.exists(file)) {
      throw new MissingDataException(IDENTITY.toString(), file, IDENTITY.address());
    }
    short[] digits = MatlabSamples.read(Files.readAllBytes(file), file);
    double gain = DIGITS_PER_MILLIVOLT;
    double baseline = 0;
    Path headerFile = folder.resolve(name + ".hea");
    if (Files.exists(headerFile)) {
      WfdbSignal signal = signal(headerFile, digits.length);
      gain = signal.calibrated() ? signal.gain() : DIGITS_PER_MILLIVOLT;
      baseline = signal.baseline();
    }
    float[] microvolts = new float[digits.length];
    for (int i = 0; i < digits.length; i++) {
      microvolts[i] =
          digits[i] == Short.MIN_VALUE
              ? Float.NaN
              : (float) ((digits[i] - baseline) / gain * MICROVOLTS);
    }
    return new Recording(
        List.of(new LeadSignal(Lead.UNSPECIFIED, microvolts)),
        SAMPLES_PER_SECOND,
        null,
        null,
        null,
        Source.of("MATLAB 4"));
  }

  private static WfdbSignal signal(Path headerFile, int samples) throws IOException {
    String name = String.valueOf(headerFile.getFileName());
    WfdbHeader header;
    try {
      header = WfdbHeader.read(headerFile);
    } catch (RefusedException e) {
      throw new DamagedDataException(
          name + ", " + e.refused().place(), e.refused().problem(), "Download the file again.");
    }
    if (header.samplesPerSecond() != SAMPLES_PER_SECOND) {
      throw new DamagedDataException(
          name,
          "sampled at " + header.samplesPerSecond() + " Hz, not at 300 Hz",
          "Give the challenge's own records; other rates are not those that it was labelled at.");
    }
    if (header.signals().size() != 1 || (header.length() != 0 && header.length() != samples)) {
      throw new DamagedDataException(
          name,
          "it announces "
              + header.signals().size()
              + " signals of "
              + header.length()
              + " samples, the .mat file has one of "
              + samples,
          "Download both files again.");
    }
    return header.signals().get(0);
  }
}
