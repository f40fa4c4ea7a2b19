package org.einthoven.inference.reading;

import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * What a recording allows to be said of it.
 *
 * @param quality how good it is
 * @param unusable why nothing can be measured, empty where something can
 * @param silence why nothing may be classed, empty where the model may speak
 */
record Condition(Quality quality, Optional<String> unusable, Optional<String> silence) {

  private static final double MOSTLY_MISSING = 0.5;

  static Condition of(Recording recording, int[] rPeaks) {
    Optional<String> unusable = unusable(recording, rPeaks);
    Quality quality =
        unusable
            .map(reason -> new Quality(Quality.Level.UNUSABLE, List.of(reason)))
            .orElseGet(() -> new Quality(Quality.Level.GOOD, List.of()));
    return new Condition(
        quality, unusable, unusable.isPresent() ? unusable : Scope.outside(recording));
  }

  private static Optional<String> unusable(Recording recording, int[] rPeaks) {
    if (recording.leads().stream().allMatch(Condition::mostlyMissing)) {
      return Optional.of("most samples are missing in every lead");
    }
    return rPeaks.length == 0 ? Optional.of("no heart beat was found") : Optional.empty();
  }

  private static boolean mostlyMissing(LeadSignal signal) {
    int missing = 0;
    for (float sample : signal.microvolts()) {
      if (Float.isNaN(sample)) {
        missing++;
      }
    }
    return missing > MOSTLY_MISSING * signal.length();
  }
}
