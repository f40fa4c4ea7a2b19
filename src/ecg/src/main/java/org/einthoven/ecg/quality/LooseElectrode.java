package org.einthoven.ecg.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.recording.Lead;

/**
 * Which electrode looks off: a chest lead has one of its own; each limb electrode is in two of
 * leads I, II and III, so that where just two of them cannot be read it is the one they share.
 */
final class LooseElectrode {

  private static final List<Lead> CHEST =
      List.of(Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

  private LooseElectrode() {}

  /**
   * The electrodes in words, possibly none; none where no lead can be read at all.
   *
   * @param leads how far each lead can be relied on
   */
  static List<String> of(Map<Lead, QualityLevel> leads) {
    List<String> off = new ArrayList<>();
    if (leads.values().stream().allMatch(level -> level == QualityLevel.UNUSABLE)) {
      return off;
    }
    boolean one = unusable(leads, Lead.I);
    boolean two = unusable(leads, Lead.II);
    boolean three = unusable(leads, Lead.III);
    if (leads.containsKey(Lead.I) && leads.containsKey(Lead.II) && leads.containsKey(Lead.III)) {
      if (one && two && !three) {
        off.add("right arm");
      } else if (one && three && !two) {
        off.add("left arm");
      } else if (two && three && !one) {
        off.add("left leg");
      }
    }
    CHEST.stream().filter(lead -> unusable(leads, lead)).map(Lead::label).forEach(off::add);
    return off;
  }

  private static boolean unusable(Map<Lead, QualityLevel> leads, Lead lead) {
    return leads.get(lead) == QualityLevel.UNUSABLE;
  }
}
