package org.einthoven.ecg.quality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.quality.QualityFinding.Kind;
import org.einthoven.ecg.recording.Lead;

/**
 * How good a recording is.
 *
 * @param level of the whole: unusable where no lead is usable, limited where one is not good
 * @param leads of each lead
 * @param findings why, the worst first
 */
public record QualityAssessment(
    QualityLevel level, Map<Lead, QualityLevel> leads, List<QualityFinding> findings) {

  /** Copies the collections. */
  public QualityAssessment {
    leads = Map.copyOf(leads);
    findings = List.copyOf(findings);
  }

  /** Whether there is a finding of this kind, anywhere. */
  public boolean has(Kind kind) {
    return findings.stream().anyMatch(finding -> finding.kind() == kind);
  }

  /** Why no beat class, rhythm or disease may be stated, empty where it may. */
  public Optional<String> silence() {
    if (level == QualityLevel.UNUSABLE) {
      return findings.stream()
          .filter(finding -> finding.level() == QualityLevel.UNUSABLE)
          .findFirst()
          .map(QualityFinding::words);
    }
    return findings.stream()
        .filter(finding -> finding.kind() == Kind.TOO_SHORT || finding.kind() == Kind.PACED)
        .findFirst()
        .map(QualityFinding::words);
  }
}
