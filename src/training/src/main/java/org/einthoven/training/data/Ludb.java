package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;

/**
 * The Lobachevsky University Electrocardiography Database 1.0.1 (Kalyakulina et al. 2020): 200
 * records of 10 s, twelve leads at 500 Hz, in each lead of which cardiologists marked where P
 * waves, QRS complexes and T waves begin, peak and end.
 */
public final class Ludb implements EcgDatabase {

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "Lobachevsky University Electrocardiography Database",
          "1.0.1",
          "ODC-By 1.0",
          "https://physionet.org/content/ludb/1.0.1/");

  /** The leads, by whose lower-case names the files of annotations end. */
  public static final List<Lead> LEADS =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  /** The label of the records of which the header speaks of a pacemaker. */
  public static final String PACED = "paced";

  private static final Pattern PACING = Pattern.compile("pacing|P-synchrony");

  private static final double SAMPLES_PER_SECOND = 500;
  private static final int LAST = 200;

  private final Path folder;
  private final WfdbSource source;

  /**
   * The database in a folder.
   *
   * @param folder the one that holds {@code ludb.csv}, or its folder {@code data}
   */
  public Ludb(Path folder) {
    Path data = folder.resolve("data");
    this.folder = Files.isDirectory(data) ? data : folder;
    this.source = new WfdbSource(this.folder, SAMPLES_PER_SECOND);
  }

  /** What a wave is. */
  public enum Wave {
    P('p'),
    QRS('N'),
    T('t');

    private final char mnemonic;

    Wave(char mnemonic) {
      this.mnemonic = mnemonic;
    }
  }

  /**
   * A wave that was marked in one lead.
   *
   * @param wave what it is
   * @param onset the sample at which it begins
   * @param peak the sample of its peak
   * @param end the sample at which it ends
   */
  public record Marked(Wave wave, int onset, int peak, int end) {}

  /**
   * A record.
   *
   * @param number from 1
   * @param recording its twelve leads
   * @param marked the waves of each lead in the order of {@link #LEADS}; a wave without both
   *     boundaries is not among them
   */
  public record Annotated(int number, Recording recording, List<List<Marked>> marked) {}

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
    List<DatabaseRecord> records = new ArrayList<>();
    for (int number = 1; number <= LAST; number++) {
      String name = String.valueOf(number);
      if (Files.exists(folder.resolve(name + ".hea"))) {
        List<Path> files = new ArrayList<>();
        files.add(folder.resolve(name + ".hea"));
        files.add(folder.resolve(name + ".dat"));
        for (Lead lead : LEADS) {
          files.add(annotations(number, lead));
        }
        records.add(
            new DatabaseRecord(name, name, "", labels(files.get(0)), Double.NaN, "unknown", files));
      }
    }
    if (records.isEmpty()) {
      throw new MissingDataException(
          IDENTITY.toString(), folder.resolve("1.hea"), IDENTITY.address());
    }
    return records;
  }

  private static Set<String> labels(Path header) throws IOException {
    return WfdbSource.header(header).comments().stream()
            .anyMatch(words -> PACING.matcher(words).find())
        ? Set.of(PACED)
        : Set.of();
  }

  private Path annotations(int number, Lead lead) {
    return folder.resolve(number + "." + lead.label().toLowerCase(Locale.ROOT));
  }

  /**
   * A record with its marks.
   *
   * @throws DamagedDataException where a file of it is damaged or not there
   */
  public Annotated annotated(DatabaseRecord record) throws IOException {
    int number = Integer.parseInt(record.name());
    Recording recording = source.recording(record.files().get(0));
    List<List<Marked>> marked = new ArrayList<>();
    for (Lead lead : LEADS) {
      marked.add(marked(annotations(number, lead)));
    }
    return new Annotated(number, recording, List.copyOf(marked));
  }

  private static List<Marked> marked(Path file) throws IOException {
    List<WfdbAnnotation> all;
    try {
      all = WfdbAnnotations.read(file);
    } catch (RefusedException e) {
      throw new DamagedDataException(
          String.valueOf(file.getFileName()), String.valueOf(e.getMessage()), "Download it again.");
    }
    List<Marked> marked = new ArrayList<>();
    for (int i = 1; i + 1 < all.size(); i++) {
      if (all.get(i - 1).mnemonic() == '(' && all.get(i + 1).mnemonic() == ')') {
        for (Wave wave : Wave.values()) {
          if (all.get(i).mnemonic() == wave.mnemonic) {
            marked.add(
                new Marked(
                    wave,
                    Math.toIntExact(all.get(i - 1).sample()),
                    Math.toIntExact(all.get(i).sample()),
                    Math.toIntExact(all.get(i + 1).sample())));
          }
        }
      }
    }
    return marked;
  }
}
