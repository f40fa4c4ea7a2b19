package org.einthoven.inference;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.FeatureRow;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmWindow;

/**
 * The multi-task DFNet: a class for each beat, and scores for myocardial infarction, other
 * abnormalities and atrial fibrillation; a reconstruction of Xu et al., arXiv 2511.14104 (2025).
 * Safe for use by several threads.
 */
public final class DfnetModel implements AutoCloseable {

  /** The model's id in a {@link ModelLibrary}. */
  public static final String ID = "dfnet";

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
      checkWidth(folder, session, verified.manifest().preprocessing());
      GoldenReplay.check(new ModelFiles(folder), session, verified.golden());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    return new DfnetModel(verified, session);
  }

  /**
   * Loads a model to try out a graph that is derived from its own, such as one in fewer bits. The
   * folder is verified; what the derived graph answers is held against nothing, so that nothing
   * that serves may use it.
   *
   * @param derived makes the graph to run of the bytes of {@code model.onnx}
   * @throws ModelRefusedException where the folder does not agree with its manifest, or the graph
   *     cannot be run
   */
  public static DfnetModel tryOut(ModelFolder folder, UnaryOperator<byte[]> derived) {
    VerifiedModel verified = VerifiedModel.verify(folder);
    try {
      return new DfnetModel(
          verified, new DfnetSession(derived.apply(verified.weights()), ExecutionProvider.CPU));
    } catch (OrtException e) {
      throw new ModelRefusedException(
          "A graph derived from that in " + folder.location() + " cannot be run", e);
    }
  }

  private static void checkWidth(
      ModelFolder folder, DfnetSession session, ModelManifest.Preprocessing trained) {
    int given =
        BeatPreparation.features(trained.version(), trained.sha256())
            .orElse(BeatPreparation.FEATURES);
    int read = session.rowSize(DfnetSession.FEATURES);
    if (read != given) {
      throw new ModelFiles(folder)
          .refused(
              "its graph reads "
                  + read
                  + " features of a beat, signal preparation "
                  + trained.version()
                  + " gives "
                  + given);
    }
  }

  /** Exactly which model this is. */
  public ModelIdentity identity() {
    return identity;
  }

  /** What its manifest says. */
  public ModelManifest manifest() {
    return verified.manifest();
  }

  /** What it is for and how good it is; the same bytes at every call. */
  public ModelCard card() {
    return ModelCard.of(verified.manifest(), identity, verified.written());
  }

  /**
   * Everything that it says of one recording. Where its manifest says so, no beat is S in a stretch
   * of which fibrillation is stated ({@link BeatsInFibrillation}).
   */
  public DfnetAnswers answer(DfnetInputs inputs) {
    DfnetScores scores = score(inputs.recording());
    Prepared<FibrillationScores> fibrillation = fibrillation(inputs.rhythm());
    if (!rulesOutSupraventricular()) {
      return new DfnetAnswers(scores, fibrillation);
    }
    return new DfnetAnswers(
        new DfnetScores(
            BeatsInFibrillation.of(scores.beats(), fibrillation),
            scores.infarction(),
            scores.abnormalities()),
        fibrillation);
  }

  /**
   * The beats of one recording by the road that serving takes, or why there are none.
   *
   * @param rPeaks in samples of the recording, ascending
   */
  public Prepared<List<BeatScore>> beats(Recording recording, int[] rPeaks) {
    return answer(DfnetInputs.of(recording, rPeaks)).recording().beats();
  }

  private boolean rulesOutSupraventricular() {
    ModelManifest.Fibrillation fibrillation = verified.manifest().fibrillation();
    return fibrillation != null && fibrillation.rulesOutSupraventricular();
  }

  /** Scores one recording by the network alone; what rhythm it is has no say in its beats. */
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
    DfnetRows rows =
        DfnetRows.run(
            session,
            Map.of(
                DfnetSession.WINDOWS,
                beatInputs.stream().map(BeatInputs::windows).toList(),
                DfnetSession.FEATURES,
                beatInputs.stream().map(this::features).toList(),
                DfnetSession.MEDIAN_BEATS,
                medianBeats.stream().map(MedianBeat::millivolts).toList()));
    List<DfnetScores> scores = new ArrayList<>();
    int beat = 0;
    int row = 0;
    for (PreparedRecording recording : recordings) {
      scores.add(
          new DfnetScores(
              beats(recording.beats(), rows, beat),
              infarction(recording.medianBeat(), rows, row),
              abnormalities(recording.medianBeat(), rows, row)));
      if (recording.beats() instanceof Prepared.Ready<BeatInputs> ready) {
        beat += ready.input().count();
      }
      if (recording.medianBeat() instanceof Prepared.Ready<MedianBeat>) {
        row++;
      }
    }
    return scores;
  }

  private float[] features(BeatInputs inputs) {
    return FeatureRow.first(inputs.features(), session.rowSize(DfnetSession.FEATURES));
  }

  private static Prepared<List<BeatScore>> beats(
      Prepared<BeatInputs> prepared, DfnetRows rows, int first) {
    if (prepared instanceof Prepared.NotPossible<BeatInputs> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    BeatInputs inputs = ((Prepared.Ready<BeatInputs>) prepared).input();
    List<BeatScore> scores = new ArrayList<>();
    int row = first;
    for (int rPeak : inputs.rPeaks()) {
      scores.add(
          new BeatScore(
              rPeak,
              rPeak / inputs.samplesPerSecond(),
              rows.row(DfnetSession.BEAT_PROBABILITIES, row),
              rows.row(DfnetSession.BEAT_SHARED_SHARE, row)[0]));
      row++;
    }
    return new Prepared.Ready<>(List.copyOf(scores));
  }

  private Prepared<InfarctionProbability> infarction(
      Prepared<MedianBeat> prepared, DfnetRows rows, int row) {
    if (prepared instanceof Prepared.NotPossible<MedianBeat> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    return new Prepared.Ready<>(
        new InfarctionProbability(
            rows.row(DfnetSession.INFARCTION_PROBABILITY, row)[0],
            verified.manifest().infarction().threshold(),
            rows.row(DfnetSession.INFARCTION_SHARED_SHARE, row)[0]));
  }

  private Prepared<AbnormalityProbabilities> abnormalities(
      Prepared<MedianBeat> prepared, DfnetRows rows, int row) {
    ModelManifest.Abnormalities labels = verified.manifest().abnormalities();
    if (labels == null || !session.has(DfnetSession.ABNORMALITY_PROBABILITIES)) {
      return new Prepared.NotPossible<>("the model " + identity.name() + " has no such head");
    }
    if (prepared instanceof Prepared.NotPossible<MedianBeat> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    return new Prepared.Ready<>(
        AbnormalityProbabilities.of(
            labels,
            rows.row(DfnetSession.ABNORMALITY_PROBABILITIES, row),
            rows.row(DfnetSession.ABNORMALITY_SHARED_SHARE, row)[0]));
  }

  /**
   * Scores the stretches of a recording for atrial fibrillation.
   *
   * @return the scores, or why there are none: the recording does not allow it, or the model has no
   *     such head
   */
  public Prepared<FibrillationScores> fibrillation(Prepared<RhythmInputs> prepared) {
    ModelManifest.Fibrillation manifest = verified.manifest().fibrillation();
    if (manifest == null || !session.has(DfnetSession.FIBRILLATION_PROBABILITY)) {
      return new Prepared.NotPossible<>("the model " + identity.name() + " has no such head");
    }
    if (prepared instanceof Prepared.NotPossible<RhythmInputs> not) {
      return new Prepared.NotPossible<>(not.reason());
    }
    RhythmInputs inputs = ((Prepared.Ready<RhythmInputs>) prepared).input();
    DfnetRows rows =
        DfnetRows.run(
            session,
            Map.of(
                DfnetSession.RHYTHM_BEATS,
                inputs.windows().stream().map(RhythmWindow::beat).toList(),
                DfnetSession.RHYTHM_FEATURES,
                inputs.windows().stream().map(RhythmWindow::features).toList()));
    List<FibrillationScores.Window> windows = new ArrayList<>();
    for (int i = 0; i < inputs.windows().size(); i++) {
      windows.add(
          new FibrillationScores.Window(
              inputs.windows().get(i),
              rows.row(DfnetSession.FIBRILLATION_PROBABILITY, i)[0],
              rows.row(DfnetSession.FIBRILLATION_SHARED_SHARE, i)[0]));
    }
    return new Prepared.Ready<>(
        new FibrillationScores(inputs.lead(), inputs.stretches(), manifest.threshold(), windows));
  }

  @Override
  public void close() {
    session.close();
  }
}
