package org.einthoven.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;

/**
 * The figures of a beat-by-beat comparison that ANSI/AAMI EC57 asks for, of detection (QRS) and of
 * ventricular (VEB) and supraventricular (SVEB) ectopic beats.
 *
 * <p>They are counted as the standard and WFDB's {@code bxb} do: a fusion or unclassifiable beat
 * that is called ventricular is no false VEB, and an unclassifiable beat that is called
 * supraventricular is no false SVEB, since such beats cannot be told apart with confidence. A beat
 * that was not detected is a false negative, a detection that is no beat a false positive.
 *
 * @param qrs detection; its false positive rate is not defined
 * @param veb ventricular ectopic beats
 * @param sveb supraventricular ectopic beats
 */
public record Ec57Figures(Of qrs, Of veb, Of sveb) {

  /**
   * Counts of a class.
   *
   * @param truePositives annotated and found
   * @param falseNegatives annotated and not found
   * @param falsePositives found and not annotated
   * @param trueNegatives beats of other classes that were detected and not called this
   */
  public record Of(int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {

    /** How many are annotated. */
    public int annotated() {
      return truePositives + falseNegatives;
    }

    /** Sensitivity; NaN where there is none to find. */
    public double se() {
      return (double) truePositives / annotated();
    }

    /** Positive predictivity; NaN where none was found. */
    public double ppv() {
      return (double) truePositives / (truePositives + falsePositives);
    }

    /** False positive rate, against the beats of other classes; NaN without any. */
    public double fpr() {
      return (double) falsePositives / (trueNegatives + falsePositives);
    }

    /** The harmonic mean of sensitivity and positive predictivity; NaN where there is nothing. */
    public double f1() {
      return 2.0 * truePositives / (2.0 * truePositives + falseNegatives + falsePositives);
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("n", annotated());
      fields.put("se", se());
      fields.put("ppv", ppv());
      fields.put("fpr", fpr());
      fields.put("f1", f1());
      return fields;
    }
  }

  /** Of counted beats. */
  public static Ec57Figures of(BeatConfusion beats) {
    int detected = 0;
    int missed = 0;
    int extra = 0;
    for (BeatClass beatClass : BeatClass.values()) {
      detected += beats.annotated(beatClass) - beats.missed(beatClass);
      missed += beats.missed(beatClass);
      extra += beats.extra(beatClass);
    }
    return new Ec57Figures(
        new Of(detected, missed, extra, 0),
        of(beats, BeatClass.V, List.of(BeatClass.N, BeatClass.S)),
        of(beats, BeatClass.S, List.of(BeatClass.N, BeatClass.V, BeatClass.F)));
  }

  private static Of of(BeatConfusion beats, BeatClass ectopic, List<BeatClass> notToBeCalledSo) {
    int falsePositives = beats.extra(ectopic);
    for (BeatClass other : notToBeCalledSo) {
      falsePositives += beats.count(other, ectopic);
    }
    int trueNegatives = 0;
    for (BeatClass annotated : BeatClass.values()) {
      for (BeatClass found : BeatClass.values()) {
        if (annotated != ectopic && found != ectopic) {
          trueNegatives += beats.count(annotated, found);
        }
      }
    }
    int truePositives = beats.count(ectopic, ectopic);
    return new Of(
        truePositives, beats.annotated(ectopic) - truePositives, falsePositives, trueNegatives);
  }

  /** What a script may rely on. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, Object> detection = qrs.fields();
    detection.remove("fpr");
    fields.put("qrs", detection);
    fields.put("veb", veb.fields());
    fields.put("sveb", sveb.fields());
    return fields;
  }
}
