package org.einthoven.fhir.report;

import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.AbnormalityScore;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.StatementCode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Our own codes, defined in {@code fhir-profiles/CodeSystem-ecg-reading.json}: for what no standard
 * names, and in place of a standard code that is switched off.
 */
enum ReadingCode {
  EKG_STUDY("ekg-study", "EKG study"),
  HEART_RATE("heart-rate", "Heart rate"),
  MEAN_RR("mean-rr-interval", "Mean RR interval"),
  RR_DEVIATION("rr-deviation", "Standard deviation of the RR intervals"),
  RR_SUCCESSIVE("rr-successive", "Root mean square of successive differences of RR intervals"),
  RR_SHORTEST("rr-shortest", "Shortest RR interval"),
  RR_LONGEST("rr-longest", "Longest RR interval"),
  ST_LEVELS("st-levels", "ST level 60 ms after the J point"),
  EKG_PANEL("ekg-panel", "Intervals and axes"),
  BEAT_COUNTS("beat-counts", "Beats by AAMI EC57 class"),
  INFARCTION_PROBABILITY("infarction-probability", "Model probability of myocardial infarction"),
  ABNORMALITY_PROBABILITIES("abnormality-probabilities", "Model probabilities of abnormalities"),
  FIBRILLATION_PROBABILITY("fibrillation-probability", "Model probability of atrial fibrillation"),
  THRESHOLD("decision-threshold", "Decision threshold"),
  MODEL_VERSION("model-version", "Model and version"),
  SHARED_SHARE("shared-feature-share", "Mean share of the shared features in the model's decision"),
  SHARED_SHARE_RANGE(
      "shared-feature-share-range", "Range of the share of the shared features over the beats"),
  SIGNAL_QUALITY("signal-quality", "Signal quality"),
  REMARK("recording-remark", "Worth knowing of the recording"),
  POOR_QUALITY("poor-signal-quality", "Poor signal quality");

  private final String code;
  private final String display;

  ReadingCode(String code, String display) {
    this.code = code;
    this.display = display;
  }

  CodeableConcept concept() {
    return new CodeableConcept().addCoding(coding(code, display)).setText(display);
  }

  static CodeableConcept of(BeatClass beatClass) {
    return own("beats-" + lower(beatClass.name()), "Beats: " + beatClass.words());
  }

  /** A value that is measured on the typical beat: its name in lower case, with hyphens. */
  static CodeableConcept of(EcgValue value) {
    return own(lower(value.name()).replace('_', '-'), value.words());
  }

  /** The ST level in a lead. */
  static CodeableConcept stLevelOf(Lead lead) {
    return own("st-level-" + lower(lead.label()), "ST level in lead " + lead.label());
  }

  static CodeableConcept sharedShareOf(BeatClass beatClass) {
    return own(
        "shared-feature-share-" + lower(beatClass.name()),
        "Mean share of the shared features, beats: " + beatClass.words());
  }

  static CodeableConcept of(Quality.Level level) {
    return own("quality-" + lower(level.name()), "Signal quality: " + lower(level.name()));
  }

  static CodeableConcept of(CriticalFinding.Kind critical) {
    return own(critical.code(), critical.words());
  }

  /** An abnormality that the model scores, with our own code for its label. */
  static CodeableConcept of(AbnormalityScore abnormality) {
    return own(lower(abnormality.label()), abnormality.words());
  }

  static Coding coding(StatementCode statement) {
    return coding(lower(statement.shortName()), statement.display());
  }

  private static CodeableConcept own(String code, String display) {
    return new CodeableConcept().addCoding(coding(code, display)).setText(display);
  }

  private static Coding coding(String code, String display) {
    return new Coding(Codes.OWN, code, display);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
