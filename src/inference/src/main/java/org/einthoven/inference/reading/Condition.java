package org.einthoven.inference.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.einthoven.ecg.quality.QualityAssessment;
import org.einthoven.ecg.quality.QualityFinding;
import org.einthoven.ecg.quality.QualityLevel;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * What a recording allows to be said of it.
 *
 * @param quality how good it is
 * @param unusable why nothing can be measured, empty where something can
 * @param unmeasurable why no interval can be measured, empty where one can
 * @param silence why nothing may be classed, empty where the model may speak
 * @param hasGoodLead whether a lead is good throughout
 * @param unusableLeads the leads that nothing can be read from
 */
record Condition(
    Quality quality,
    Optional<String> unusable,
    Optional<String> unmeasurable,
    Optional<String> silence,
    boolean hasGoodLead,
    Set<Lead> unusableLeads) {

  static Condition of(Recording recording, int[] rPeaks) {
    QualityAssessment assessment = SignalQuality.of(recording, rPeaks);
    Optional<String> silence = assessment.silence().or(() -> Scope.outside(recording));
    Optional<String> unusable =
        assessment.level() == QualityLevel.UNUSABLE ? silence : Optional.empty();
    return new Condition(
        new Quality(
            level(assessment.level()),
            assessment.findings().stream().map(QualityFinding::words).toList()),
        unusable,
        assessment.has(QualityFinding.Kind.PACED) ? assessment.silence() : unusable,
        silence,
        assessment.leads().containsValue(QualityLevel.GOOD),
        assessment.leads().entrySet().stream()
            .filter(lead -> lead.getValue() == QualityLevel.UNUSABLE)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** The recording without the leads that are not usable, empty where none is. */
  Optional<Recording> withUsableLeads(Recording recording) {
    List<LeadSignal> usable =
        recording.leads().stream().filter(s -> !unusableLeads.contains(s.lead())).toList();
    return usable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Recording(
                usable,
                recording.samplesPerSecond(),
                recording.acquired(),
                recording.patient(),
                recording.device(),
                recording.source()));
  }

  private static Quality.Level level(QualityLevel level) {
    return switch (level) {
      case GOOD -> Quality.Level.GOOD;
      case LIMITED -> Quality.Level.LIMITED;
      case UNUSABLE -> Quality.Level.UNUSABLE;
    };
  }
}
