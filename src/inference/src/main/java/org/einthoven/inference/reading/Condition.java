package org.einthoven.inference.reading;

import java.util.Optional;
import org.einthoven.ecg.quality.QualityAssessment;
import org.einthoven.ecg.quality.QualityFinding;
import org.einthoven.ecg.quality.QualityLevel;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.recording.Recording;

/**
 * What a recording allows to be said of it.
 *
 * @param quality how good it is
 * @param unusable why nothing can be measured, empty where something can
 * @param silence why nothing may be classed, empty where the model may speak
 */
record Condition(Quality quality, Optional<String> unusable, Optional<String> silence) {

  static Condition of(Recording recording, int[] rPeaks) {
    QualityAssessment assessment = SignalQuality.of(recording, rPeaks);
    Optional<String> silence = assessment.silence().or(() -> Scope.outside(recording));
    return new Condition(
        new Quality(
            level(assessment.level()),
            assessment.findings().stream().map(QualityFinding::words).toList()),
        assessment.level() == QualityLevel.UNUSABLE ? silence : Optional.empty(),
        silence);
  }

  private static Quality.Level level(QualityLevel level) {
    return switch (level) {
      case GOOD -> Quality.Level.GOOD;
      case LIMITED -> Quality.Level.LIMITED;
      case UNUSABLE -> Quality.Level.UNUSABLE;
    };
  }
}
