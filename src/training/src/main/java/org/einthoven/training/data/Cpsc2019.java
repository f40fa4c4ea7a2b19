package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

/**
 * The training set of the China Physiological Signal Challenge 2019 (Gao et al., J. Med. Imaging
 * Health Inform. 9:1853, 2019): ten seconds of one lead at 500 Hz, chosen to be hard, with R peaks
 * marked by hand. Which lead it is the challenge does not say; it is read as lead II.
 */
public final class Cpsc2019 implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "China Physiological Signal Challenge 2019",
          "training set",
          "see the challenge's page",
          "http://2019.cpscsub.com/");

  private static final double SAMPLES_PER_SECOND = 500;
  private static final float MICROVOLTS = 1000;
  private static final String ENDING = ".mat";

  private final Path folder;

  /** The database in a folder, which holds {@code data} and {@code ref}. */
  public Cpsc2019(Path folder) {
    this.folder = folder;
  }

  /**
   * A record.
   *
   * @param rPeaks as sample indices, ascending
   */
  public record Annotated(Recording recording, int[] rPeaks) {}

  @Override
  public DatabaseIdentity identity() {
    return IDENTITY;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public List<DatabaseRecord> records() throws IOException {
    Path data = folder.resolve("data");
    List<DatabaseRecord> records = new ArrayList<>();
    if (Files.isDirectory(data)) {
      try (Stream<Path> files = Files.list(data)) {
        for (Path signal : files.filter(file -> name(file).endsWith(ENDING)).sorted().toList()) {
          String name = name(signal).replace("data_", "").replace(ENDING, "");
          Path reference = folder.resolve("ref").resolve("R_" + name + ENDING);
          records.add(
              new DatabaseRecord(
                  name, name, "", Set.of(), Double.NaN, "unknown", List.of(signal, reference)));
        }
      }
    }
    if (records.isEmpty()) {
      throw new MissingDataException(
          IDENTITY.toString(), data.resolve("data_00001.mat"), IDENTITY.address());
    }
    return records;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * A record with its R peaks.
   *
   * @throws DamagedDataException where a file of it is damaged or not there
   */
  public Annotated annotated(DatabaseRecord record) throws IOException {
    Matrix ecg = matrix(record.files().get(0), "ecg");
    float[] microvolts = new float[ecg.getNumElements()];
    for (int i = 0; i < microvolts.length; i++) {
      microvolts[i] = (float) ecg.getDouble(i) * MICROVOLTS;
    }
    Matrix marks = matrix(record.files().get(1), "R_peak");
    int[] rPeaks = new int[marks.getNumElements()];
    for (int i = 0; i < rPeaks.length; i++) {
      // Counted from 1, as MATLAB does.
      rPeaks[i] = marks.getInt(i) - 1;
    }
    Arrays.sort(rPeaks);
    Recording recording =
        new Recording(
            List.of(new LeadSignal(Lead.II, microvolts)),
            SAMPLES_PER_SECOND,
            null,
            null,
            null,
            Source.of("MATLAB"));
    return new Annotated(recording, rPeaks);
  }

  private static Matrix matrix(Path file, String variable) throws IOException {
    try {
      return Mat5.readFromFile(file.toFile()).getMatrix(variable);
    } catch (IOException | RuntimeException e) {
      throw new DamagedDataException(
          name(file), "no MATLAB file with a matrix " + variable, "Download it again.");
    }
  }
}
