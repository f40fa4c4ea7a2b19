package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.beat.AnnotationLetter;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * The MIT-BIH Arrhythmia Database 1.0.0 (Moody and Mark 2001), with the division of its patients by
 * de Chazal et al. 2004: DS1 to train, DS2 to test, the paced records in neither.
 */
public final class MitBih {

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

  /** Where it can be downloaded. */
  public static final String ADDRESS = "https://physionet.org/content/mitdb/1.0.0/";

  private final Path folder;

  /** The database in a folder. */
  public MitBih(Path folder) {
    this.folder = folder;
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

    /** The beats as the model reads them, compared within blocks of at most five minutes. */
    void addTo(BeatSet.Builder set) {
      if (BeatPreparation.prepare(recording, rPeaks).beats()
          instanceof Prepared.Ready<BeatInputs> ready) {
        set.add(ready.input(), classes, number);
      }
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

  /** A record and its reference annotations. */
  public Annotated record(int number) throws IOException {
    Path header = folder.resolve(number + ".hea");
    if (!Files.exists(header)) {
      throw new MissingDataException("MIT-BIH Arrhythmia Database 1.0.0", header, ADDRESS);
    }
    return annotated(header, number);
  }

  /** A record with the beats of the {@code .atr} file beside its header. */
  static Annotated annotated(Path header, int number) throws IOException {
    String name = String.valueOf(header.getFileName()).replaceFirst("\\.hea$", "");
    try {
      Recording recording = WfdbRecord.load(header).toRecording();
      List<Integer> peaks = new ArrayList<>();
      List<BeatClass> classes = new ArrayList<>();
      for (WfdbAnnotation annotation : WfdbAnnotations.read(header.resolveSibling(name + ".atr"))) {
        AnnotationLetter.beatClass(annotation.mnemonic())
            .ifPresent(
                beatClass -> {
                  peaks.add(Math.toIntExact(annotation.sample()));
                  classes.add(beatClass);
                });
      }
      return new Annotated(
          number, recording, peaks.stream().mapToInt(Integer::intValue).toArray(), classes);
    } catch (RefusedException e) {
      throw new IOException("record " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The beats of whole records. */
  public BeatSet whole(List<Integer> records) throws IOException {
    BeatSet.Builder set = new BeatSet.Builder();
    for (int number : records) {
      record(number).addTo(set);
    }
    return set.build();
  }

  /**
   * The beats of consecutive pieces of some seconds, each prepared by itself, as the product sees a
   * short ECG. Pieces with too few beats to be judged give none.
   */
  public BeatSet pieces(List<Integer> records, int seconds) throws IOException {
    BeatSet.Builder set = new BeatSet.Builder();
    for (int number : records) {
      for (Annotated piece : record(number).pieces(seconds)) {
        piece.addTo(set);
      }
    }
    return set.build();
  }

  /** SHA-256 over header, signals and annotations of records. */
  public String sha256(List<Integer> records) throws IOException {
    FileDigest digest = new FileDigest();
    for (int number : records) {
      for (String ending : List.of(".hea", ".dat", ".atr")) {
        digest.add(folder, folder.resolve(number + ending));
      }
    }
    return digest.hex();
  }
}
