package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einthoven.ecg.format.wfdb.WfdbRecord;

/**
 * The MIT-BIH Noise Stress Test Database 1.0.0 (Moody, Muldrow, Mark 1984): half an hour each of
 * three kinds of noise from walking volunteers, two channels at 360 Hz without an ECG in them, and
 * records 118 and 119 of MIT-BIH with electrode motion added to them at stated ratios of signal to
 * noise.
 */
public final class NoiseStress implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "MIT-BIH Noise Stress Test Database",
          "1.0.0",
          "ODC-By 1.0",
          "https://physionet.org/content/nstdb/1.0.0/");

  private static final Pattern STRESSED = Pattern.compile("(11[89])e(_6|[0-2]\\d)\\.hea");

  /** The kinds of noise. */
  public enum Kind {
    BASELINE_WANDER("bw"),
    MUSCLE("ma"),
    ELECTRODE_MOTION("em");

    private final String record;

    Kind(String record) {
      this.record = record;
    }

    /** The name of its record. */
    public String record() {
      return record;
    }
  }

  private final Path folder;
  private final WfdbSource source;

  /** The database in a folder. */
  public NoiseStress(Path folder) {
    this.folder = folder;
    this.source = new WfdbSource(folder, MitBih.SAMPLES_PER_SECOND);
  }

  @Override
  public DatabaseIdentity identity() {
    return IDENTITY;
  }

  @Override
  public Path folder() {
    return folder;
  }

  /**
   * Noise first, each kind as if it were a patient; then the stressed records, which are of the
   * patients of MIT-BIH records 118 and 119, both in DS1.
   */
  @Override
  public List<DatabaseRecord> records() throws IOException {
    List<DatabaseRecord> records = new ArrayList<>();
    for (Kind kind : kinds()) {
      records.add(record(kind.record(), kind.record(), "noise", List.of(".hea", ".dat")));
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          Matcher stressed = STRESSED.matcher(String.valueOf(file.getFileName()));
          if (stressed.matches()) {
            records.add(
                record(
                    stressed.group(1) + "e" + stressed.group(2),
                    stressed.group(1),
                    "stressed",
                    List.of(".hea", ".dat", ".atr")));
          }
        }
      }
    }
    if (records.isEmpty()) {
      present(Kind.BASELINE_WANDER.record());
    }
    return records;
  }

  private DatabaseRecord record(String name, String patient, String part, List<String> endings) {
    return new DatabaseRecord(
        name,
        patient,
        part,
        Set.of(),
        Double.NaN,
        "unknown",
        endings.stream().map(ending -> folder.resolve(name + ending)).toList());
  }

  /** The kinds of noise whose records are in the folder. */
  public Set<Kind> kinds() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (Files.exists(header(kind.record()))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /**
   * The noise of one kind. The records are uncalibrated: their millivolts are by the format's
   * default gain of 200 digits per mV, to be scaled to the ratio wanted.
   *
   * @throws MissingDataException where its record is not in the folder
   * @throws DamagedDataException where it is damaged
   */
  public Noise noise(Kind kind) throws IOException {
    Path header = present(kind.record());
    WfdbRecord record = source.record(header);
    List<float[]> channels = new ArrayList<>();
    for (int i = 0; i < record.header().signals().size(); i++) {
      float[] millivolts = record.microvolts(i);
      for (int j = 0; j < millivolts.length; j++) {
        millivolts[j] /= 1000;
      }
      channels.add(millivolts);
    }
    return new Noise(kind, record.header().samplesPerSecond(), channels);
  }

  /**
   * A record of MIT-BIH to which electrode motion was added, in stretches of two minutes from the
   * fifth minute on, with the annotations of the clean record.
   *
   * @param number 118 or 119
   * @param decibels 24, 18, 12, 6, 0 or -6
   * @throws MissingDataException where it is not in the folder
   * @throws DamagedDataException where it is damaged
   */
  public MitBih.Annotated stressed(int number, int decibels) throws IOException {
    String ratio = decibels < 0 ? "_" + -decibels : String.format(Locale.ROOT, "%02d", decibels);
    return MitBih.annotated(source, present(number + "e" + ratio), number);
  }

  private Path header(String record) {
    return folder.resolve(record + ".hea");
  }

  private Path present(String record) {
    Path header = header(record);
    if (!Files.exists(header)) {
      throw new MissingDataException(IDENTITY.toString(), header, IDENTITY.address());
    }
    return header;
  }
}
