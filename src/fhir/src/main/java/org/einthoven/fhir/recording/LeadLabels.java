package org.einthoven.fhir.recording;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.Lead;
import org.jspecify.annotations.Nullable;

/** Leads in words: displays of codes, and texts. */
final class LeadLabels {

  private static final Pattern NOT_IN_A_LABEL = Pattern.compile("[^A-Z0-9]+");

  /** Words that may stand around a label without changing what it says. */
  private static final Set<String> FILLERS =
      Set.of("LEAD", "ECG", "EKG", "SITE", "ABLEITUNG", "MDC", "ELEC", "POTL", "CHANNEL");

  private LeadLabels() {}

  /**
   * The lead that a text mentions, such as III in {@code aECG lead III, rhythm}; empty where it
   * mentions none or several. Enough to contradict a code, not enough to stand for one.
   */
  static Optional<Lead> mentioned(@Nullable String text) {
    return only(text, false);
  }

  /** The lead that a text names and nothing else, such as {@code Lead II} or {@code V1}. */
  static Optional<Lead> exactly(@Nullable String text) {
    return only(text, true);
  }

  private static Optional<Lead> only(@Nullable String text, boolean nothingElse) {
    if (text == null) {
      return Optional.empty();
    }
    Set<Lead> found = EnumSet.noneOf(Lead.class);
    for (String word : NOT_IN_A_LABEL.splitAsStream(text.toUpperCase(Locale.ROOT)).toList()) {
      if (word.isEmpty() || FILLERS.contains(word)) {
        continue;
      }
      Optional<Lead> lead = word(word);
      if (lead.isPresent()) {
        found.add(lead.get());
      } else if (nothingElse) {
        return Optional.empty();
      }
    }
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  private static Optional<Lead> word(String word) {
    return Lead.named(word).filter(lead -> lead.label().equalsIgnoreCase(word));
  }
}
