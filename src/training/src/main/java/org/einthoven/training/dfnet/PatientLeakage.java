package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.run.EpochLog;

/**
 * What it is worth to know the patient: single beats of lead II, infarction against normal, once
 * with a fifth of the beats held out, so that the beats of one patient stand on both sides, and
 * once with a fifth of the patients held out. The difference is leakage, no merit.
 */
final class PatientLeakage {

  private static final double HELD_OUT = 0.2;

  private final DfnetSettings settings;
  private final long seed;
  private final Consumer<String> progress;

  PatientLeakage(DfnetSettings settings, long seed, Consumer<String> progress) {
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Trains and judges both.
   *
   * @param beats one entry a beat, of records with infarction and of normal ones
   */
  Map<String, InfarctionEvaluation.Figures> figures(MedianBeatSet beats) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] beatHeldOut = new boolean[beats.size()];
    for (int i = 0; i < beatHeldOut.length; i++) {
      beatHeldOut[i] = random.nextDouble() < HELD_OUT;
    }
    Set<String> patients = new LinkedHashSet<>();
    beats.records().forEach(beat -> patients.add(beat.patient()));
    patients.removeIf(patient -> random.nextDouble() >= HELD_OUT);
    Map<String, InfarctionEvaluation.Figures> figures = new LinkedHashMap<>();
    figures.put(
        "randomBeats",
        judge(beats, i -> beatHeldOut[i], "beats split at random (leaks patients), lead II"));
    figures.put(
        "patients",
        judge(
            beats,
            i -> patients.contains(beats.records().get(i).patient()),
            "beats of other patients, lead II"));
    return figures;
  }

  private InfarctionEvaluation.Figures judge(MedianBeatSet beats, IntPredicate heldOut, String name)
      throws IOException {
    MedianBeatSet training = select(beats, heldOut.negate());
    MedianBeatSet test = select(beats, heldOut);
    EpochLog log =
        EpochLog.keepingNothing(settings.epochs(), line -> progress.accept(name + ": " + line));
    List<Task> tasks = List.of(new MedianBeatTask(training, settings));
    DfnetPredictor network =
        new DfnetPredictor(new DfnetTrainer(settings, progress).train(tasks, seed, log));
    double threshold =
        new Discrimination(network.medianBeats(training).infarction(), training.labels())
            .youdenThreshold();
    return new InfarctionEvaluation(test, network.medianBeats(test).infarction(), threshold)
        .figures(name, entry -> true);
  }

  private static MedianBeatSet select(MedianBeatSet beats, IntPredicate wanted) {
    return new MedianBeatSet(
        IntStream.range(0, beats.size()).filter(wanted).mapToObj(beats.records()::get).toList());
  }
}
