package org.einthoven.inference;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;

/**
 * The multi-task DFNet: a class for each beat and a score for myocardial infarction, a
 * reconstruction of Xu et al., arXiv 2511.14104 (2025). Safe for use by several threads.
 */
public final class DfnetModel implements AutoCloseable {

  /** The model's id in a {@link ModelLibrary}. */
  public static final String ID = "dfnet";

  private static final int ROWS_AT_ONCE = 1024;

  private final VerifiedModel verified;
  private final ModelIdentity identity;
  private final DfnetSession session;

  private DfnetModel(VerifiedModel verified, DfnetSession session) {
    this.verified = verified;
    this.identity = verified.identity();
    this.session = session;
  }

  /** Loads a folder on disk, for the processor. */
  public static DfnetModel load(Path folder) {
    return load(ModelFolder.at(folder), ExecutionProvider.CPU);
  }

  /** Loads the packaged model that is in use, for the processor. */
  public static DfnetModel loadPackaged() {
    return load(ModelLibrary.packaged().current(ID), ExecutionProvider.CPU);
  }

  /**
   * Loads a model: every hash of its manifest is checked, the preparation compared, and its golden
   * vectors replayed.
   *
   * @throws ModelRefusedException where something does not agree, or a GPU is demanded and there is
   *     none
   */
  public static DfnetModel load(ModelFolder folder, ExecutionProvider provider) {
    VerifiedModel verified = VerifiedModel.verify(folder);
    DfnetSession session;
    try {
      session = new DfnetSession(verified.weights(), provider);
    } catch (OrtException e) {
      throw new ModelRefusedException(
          "The model in " + folder.location() + " cannot be run on " + provider, e);
    }
    try {
      replay(folder, session, verified.golden());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    return new DfnetModel(verified, session);
  }

  private static void replay(ModelFolder folder, DfnetSession session, GoldenVectors golden) {
    DfnetSession.Answers answers;
    try {
      answers = session.run(golden.windows(), golden.features(), golden.medianBeats());
    } catch (OrtException e) {
      throw new ModelRefusedException(
          "The model in " + folder.location() + " fails on its golden vectors", e);
    }
    if (!agree(answers.beatProbabilities(), golden.beatProbabilities())
        || !agree(answers.beatSharedShares(), golden.beatSharedShares())
        || !agree(answers.infarctionProbabilities(), golden.infarctionProbabilities())
        || !agree(answers.infarctionSharedShares(), golden.infarctionSharedShares())) {
      throw VerifiedModel.refused(
          folder, "it does not answer its golden vectors as it did when it was made");
    }
  }

  private static boolean agree(float[] found, float[] golden) {
    if (found.length != golden.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - golden[i]) <= GoldenVectors.TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /** Exactly which model this is. */
  public ModelIdentity identity() {
    return identity;
  }

  /** What its manifest says. */
  public ModelManifest manifest() {
    return verified.manifest();
  }

  /** Scores one recording. */
  public DfnetScores score(PreparedRecording recording) {
    return score(List.of(recording)).get(0);
  }

  /**
   * Scores recordings together, which is cheaper than one by one; the scores are the same.
   *
   * @return as many, in the same order
   */
  public List<DfnetScores> score(List<PreparedRecording> recordings) {
    List<BeatInputs> beatInputs = new ArrayList<>();
    List<MedianBeat> medianBeats = new ArrayList<>();
    for (PreparedRecording recording : recordings) {
      if (recording.beats() instanceof Prepared.Ready<BeatInputs> ready) {
        beatInputs.add(ready.input());
      }
      if (recording.medianBeat() instanceof Prepared.Ready<MedianBeat> ready) {
        medianBeats.add(ready.input());
      }
    }
    Rows rows = run(beatInputs, medianBeats);
    List<DfnetScores> scores = new ArrayList<>();
    for (PreparedRecording recording : recordings) {
      scores.add(new DfnetScores(beats(recording.beats(), rows), infarction(recording, rows)));
    }
    return scores;
  }

  /** The answers of all rows and how far they have been given out. */
  private static final class Rows {
    final List<DfnetSession.Answers> batches = new ArrayList<>();
    int nextBeat;
    int nextRecording;

    DfnetSession.Answers batch(int row) {
      return batches.get(row / ROWS_AT_ONCE);
    }
  }

  private Rows run(List<BeatInputs> beatInputs, List<MedianBeat> medianBeats) {
    float[] windows = join(beatInputs.stream().map(BeatInputs::windows).toList());
    float[] features = join(beatInputs.stream().map(BeatInputs::features).toList());
    float[] medians = join(medianBeats.stream().map(MedianBeat::millivolts).toList());
    int beats = features.length / BeatPreparation.FEATURES;
    int most = Math.max(beats, medianBeats.size());
    Rows rows = new Rows();
    for (int from = 0; from < most; from += ROWS_AT_ONCE) {
      try {
        rows.batches.add(
            session.run(
                slice(windows, from, BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES),
                slice(features, from, BeatPreparation.FEATURES),
                slice(medians, from, BeatPreparation.TWELVE * BeatPreparation.WINDOW_SAMPLES)));
      } catch (OrtException e) {
        throw new IllegalStateException("the model " + identity.name() + " failed", e);
      }
    }
    return rows;
  }

  private static Prepared<List<BeatScore>> beats(Prepared<BeatInputs> prepared, Rows rows) {
    if (prepared instanceof Prepared.NotPossible<BeatInputs> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    BeatInputs inputs = ((Prepared.Ready<BeatInputs>) prepared).input();
    int classes = BeatClass.values().length;
    List<BeatScore> scores = new ArrayList<>();
    for (int rPeak : inputs.rPeaks()) {
      DfnetSession.Answers answers = rows.batch(rows.nextBeat);
      int row = rows.nextBeat++ % ROWS_AT_ONCE;
      scores.add(
          new BeatScore(
              rPeak,
              rPeak / inputs.samplesPerSecond(),
              Arrays.copyOfRange(answers.beatProbabilities(), row * classes, (row + 1) * classes),
              answers.beatSharedShares()[row]));
    }
    return new Prepared.Ready<>(List.copyOf(scores));
  }

  private Prepared<InfarctionProbability> infarction(PreparedRecording recording, Rows rows) {
    if (recording.medianBeat() instanceof Prepared.NotPossible<MedianBeat> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    DfnetSession.Answers answers = rows.batch(rows.nextRecording);
    int row = rows.nextRecording++ % ROWS_AT_ONCE;
    return new Prepared.Ready<>(
        new InfarctionProbability(
            answers.infarctionProbabilities()[row],
            verified.manifest().infarction().threshold(),
            answers.infarctionSharedShares()[row]));
  }

  private static float[] join(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static float[] slice(float[] rows, int from, int size) {
    int start = Math.min(rows.length, from * size);
    return Arrays.copyOfRange(rows, start, Math.min(rows.length, start + ROWS_AT_ONCE * size));
  }

  @Override
  public void close() {
    session.close();
  }
}
