package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.format.wfdb.WfdbHeader;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * The MIT-BIH Arrhythmia Database 1.0.0 (Moody and Mark 2001), with the division of its patients by
 * de Chazal et al. 2004: DS1 to train, DS2 to test, the paced records in neither.
 */
public final class MitBih implements EcgDatabase {

  /** The records to train on; every choice is made on these. */
  public static final List<Integer> DS1 =
      List.of(
          101, 106, 108, 109, 112, 114, 115, 116, 118, 119, 122, 124, 201, 203, 205, 207, 208, 209,
          215, 220, 223, 230);

  /** The records to test on, once. */
  public static final List<Integer> DS2 =
      List.of(
          100, 103, 105, 111, 113, 117, 121, 123, 200, 202, 210, 212, 213, 214, 219, 221, 222, 228,
          231, 232, 233, 234);

  /** The records of patients with a pacemaker. */
  public static final List<Integer> PACED = List.of(102, 104, 107, 217);

  /** DS1 in four parts of whole patients with about as many S and V beats each. */
  public static final List<Set<Integer>> DS1_PARTS =
      List.of(
          Set.of(209, 106, 101, 112, 205, 230),
          Set.of(201, 208, 124, 115, 122),
          Set.of(207, 223, 116, 109, 118),
          Set.of(220, 119, 203, 114, 215, 108));

  /** Which database it is. */
  public static final DatabaseIdentity IDENTITY =
      new DatabaseIdentity(
          "MIT-BIH Arrhythmia Database",
          "1.0.0",
          "ODC-By 1.0",
          "https://physionet.org/content/mitdb/1.0.0/");

  private static final int LAST = 234;

  static final double SAMPLES_PER_SECOND = 360;

  private static final List<String> ENDINGS = List.of(".hea", ".dat", ".atr");

  private final Path folder;
  private final LeftOut leftOut;
  private final PreparedCache cache;
  private final WfdbSource source;

  /** The database in a folder, of which no damaged record is left out. */
  public MitBih(Path folder) {
    this(folder, LeftOut.refusing());
  }

  /**
   * The database in a folder.
   *
   * @param leftOut what becomes of damaged records where several are read
   */
  public MitBih(Path folder, LeftOut leftOut) {
    this(folder, leftOut, PreparedCache.none());
  }

  /**
   * The database in a folder.
   *
   * @param leftOut what becomes of damaged records where several are read
   * @param cache where prepared beats are kept
   */
  public MitBih(Path folder, LeftOut leftOut, PreparedCache cache) {
    this.folder = folder;
    this.leftOut = leftOut;
    this.cache = cache;
    this.source = new WfdbSource(folder, SAMPLES_PER_SECOND);
  }

  /**
   * A record with its beats.
   *
   * @param number such as 100
   * @param recording its two leads
   * @param rPeaks where a beat is annotated
   * @param classes what each is
   */
  public record Annotated(int number, Recording recording, int[] rPeaks, List<BeatClass> classes) {

    /**
     * Adds the beats as the model reads them, compared within blocks of at most five minutes.
     *
     * @return why it gives none, empty where it does
     */
    Optional<String> addTo(BeatSet.Builder set) {
      Prepared<BeatInputs> prepared = BeatPreparation.prepare(recording, rPeaks).beats();
      if (prepared instanceof Prepared.Ready<BeatInputs> ready) {
        set.add(ready.input(), classes, number);
        return Optional.empty();
      }
      return Optional.of(((Prepared.NotPossible<BeatInputs>) prepared).reason());
    }

    /**
     * Consecutive pieces of some seconds, each as if nothing else had been recorded; what is left
     * at the end is dropped.
     */
    public List<Annotated> pieces(int seconds) {
      int length = (int) (seconds * recording.samplesPerSecond());
      List<Annotated> pieces = new ArrayList<>();
      for (int from = 0; from + length <= recording.length(); from += length) {
        pieces.add(cut(from, from + length));
      }
      return pieces;
    }

    private Annotated cut(int from, int to) {
      List<LeadSignal> leads = new ArrayList<>();
      for (LeadSignal lead : recording.leads()) {
        leads.add(new LeadSignal(lead.lead(), Arrays.copyOfRange(lead.microvolts(), from, to)));
      }
      List<Integer> peaks = new ArrayList<>();
      List<BeatClass> kept = new ArrayList<>();
      for (int i = 0; i < rPeaks.length; i++) {
        if (rPeaks[i] >= from && rPeaks[i] < to) {
          peaks.add(rPeaks[i] - from);
          kept.add(classes.get(i));
        }
      }
      Recording part =
          new Recording(leads, recording.samplesPerSecond(), null, null, null, recording.source());
      return new Annotated(
          number, part, peaks.stream().mapToInt(Integer::intValue).toArray(), kept);
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

  /** Parts are DS1, DS2 and paced. Records 201 and 202 are of one patient, named after 201. */
  @Override
  public List<DatabaseRecord> records() throws IOException {
    List<DatabaseRecord> records = new ArrayList<>();
    for (int number = 100; number <= LAST; number++) {
      String part =
          DS1.contains(number)
              ? "DS1"
              : DS2.contains(number) ? "DS2" : PACED.contains(number) ? "paced" : "";
      Path header = folder.resolve(number + ".hea");
      if (part.isEmpty() || !Files.exists(header)) {
        continue;
      }
      WfdbHeader said = WfdbSource.header(header);
      records.add(
          new DatabaseRecord(
              String.valueOf(number),
              String.valueOf(number == 202 ? 201 : number),
              part,
              Set.of(),
              said.age().isPresent() ? said.age().getAsInt() : Double.NaN,
              said.sex().orElse("unknown"),
              files(number)));
    }
    if (records.isEmpty()) {
      throw new MissingDataException(
          IDENTITY.toString(), folder.resolve("100.hea"), IDENTITY.address());
    }
    return records;
  }

  private List<Path> files(int number) {
    return ENDINGS.stream().map(ending -> folder.resolve(number + ending)).toList();
  }

  /**
   * A record and its reference annotations.
   *
   * @throws MissingDataException where it is not there
   * @throws DamagedDataException where it is damaged
   */
  public Annotated record(int number) throws IOException {
    Path header = folder.resolve(number + ".hea");
    if (!Files.exists(header)) {
      throw new MissingDataException(IDENTITY.toString(), header, IDENTITY.address());
    }
    return annotated(source, header, number);
  }

  /** A record with the beats of the {@code .atr} file beside its header. */
  static Annotated annotated(WfdbSource source, Path header, int number) throws IOException {
    Recording recording = source.recording(header);
    WfdbSource.Beats beats = source.beats(header, recording.length());
    return new Annotated(number, recording, beats.rPeaks(), beats.classes());
  }

  /**
   * Reads those of some records that can be read. Where none is there, the database is missing;
   * where one is not, it is left out as a damaged one is.
   */
  private void each(List<Integer> records, LeftOut out, Consumer<Annotated> then)
      throws IOException {
    if (records.stream().noneMatch(number -> Files.exists(folder.resolve(number + ".hea")))) {
      record(records.get(0));
    }
    for (int number : records) {
      out.unlessDamaged(
              IDENTITY,
              String.valueOf(number),
              () -> annotated(source, folder.resolve(number + ".hea"), number))
          .ifPresent(then);
    }
  }

  /** Those of some records that can be read, with their beats. */
  public List<Annotated> annotated(List<Integer> records) throws IOException {
    List<Annotated> read = new ArrayList<>();
    each(records, leftOut, read::add);
    return read;
  }

  /** The beats of whole records. */
  public BeatSet whole(List<Integer> records) throws IOException {
    return cache.get(
        "mitdb-whole",
        source(records),
        new BeatSetForm(),
        leftOut,
        out -> {
          BeatSet.Builder set = new BeatSet.Builder();
          each(
              records,
              out,
              record ->
                  record
                      .addTo(set)
                      .ifPresent(why -> out.add(IDENTITY, String.valueOf(record.number()), why)));
          return set.build();
        });
  }

  /** What the beats of some records depend on, in their order. */
  private String source(List<Integer> records) throws IOException {
    return records + " " + sha256(records);
  }

  /**
   * The beats of consecutive pieces of some seconds, each prepared by itself, as the product sees a
   * short ECG. Pieces with too few beats to be judged give none.
   */
  public BeatSet pieces(List<Integer> records, int seconds) throws IOException {
    return cache.get(
        "mitdb-" + seconds + "s",
        source(records),
        new BeatSetForm(),
        leftOut,
        out -> {
          BeatSet.Builder set = new BeatSet.Builder();
          each(records, out, record -> record.pieces(seconds).forEach(piece -> piece.addTo(set)));
          return set.build();
        });
  }

  /**
   * The rhythms that the beats of a set lie in.
   *
   * @param records the set is of
   * @param seconds of the set's pieces, 0 where it is of whole records
   */
  public BeatRhythms rhythms(List<Integer> records, int seconds) throws IOException {
    BeatRhythms.Builder rhythms = new BeatRhythms.Builder();
    for (Annotated record : annotated(records)) {
      for (Annotated piece : seconds == 0 ? List.of(record) : record.pieces(seconds)) {
        if (BeatPreparation.prepare(piece.recording(), piece.rPeaks()).beats()
            instanceof Prepared.Ready<BeatInputs> ready) {
          rhythms.add(piece, ready.input());
        }
      }
    }
    return rhythms.build();
  }

  /** SHA-256 over header, signals and annotations of records. */
  public String sha256(List<Integer> records) throws IOException {
    FileDigest digest = new FileDigest();
    for (int number : records) {
      for (Path file : files(number)) {
        if (Files.exists(file)) {
          digest.add(folder, file);
        }
      }
    }
    return digest.hex();
  }
}
