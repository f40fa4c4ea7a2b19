package org.einthoven.ecg.statement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.einthoven.ecg.recording.Lead;

/**
 * Q waves as after an infarction (Fourth Universal Definition of Myocardial Infarction, Thygesen et
 * al. 2018, tables 2 and 3), ST elevation (there, table 2) and ST depression. None is looked for
 * beside a wide QRS complex.
 */
final class InfarctionCriteria {

  private static final List<Lead> INFERIOR = List.of(Lead.II, Lead.III, Lead.AVF);
  private static final List<Lead> ANTERIOR = List.of(Lead.V2, Lead.V3);
  private static final List<List<Lead>> TERRITORIES =
      List.of(INFERIOR, List.of(Lead.I, Lead.AVL), List.of(Lead.V4, Lead.V5, Lead.V6));

  private static final double DEEP_Q = 0.1;
  private static final double LONG_Q = 30;
  private static final double LONG_Q_IN_V2 = 20;
  private static final int CONTIGUOUS = 2;
  private static final double DEPRESSED = -0.1;
  private static final double INVERTED = -0.1;
  private static final double ELEVATED = 0.1;
  private static final double ELEVATED_IN_WOMEN = 0.15;
  private static final double ELEVATED_IN_OLDER_MEN = 0.2;
  private static final double ELEVATED_IN_YOUNGER_MEN = 0.25;
  private static final int OLDER = 40;

  private static final List<List<Lead>> CONTIGUOUS_LEADS =
      List.of(
          INFERIOR,
          List.of(Lead.I, Lead.AVL),
          List.of(Lead.V1, Lead.V2),
          List.of(Lead.V2, Lead.V3),
          List.of(Lead.V3, Lead.V4),
          List.of(Lead.V4, Lead.V5),
          List.of(Lead.V5, Lead.V6));

  private InfarctionCriteria() {}

  static void judge(Evidence evidence) {
    if (!evidence.hasNarrowQrs()) {
      return;
    }
    List<Lead> inferior =
        INFERIOR.stream()
            .filter(lead -> evidence.q(lead) >= DEEP_Q && evidence.qDuration(lead) >= LONG_Q)
            .toList();
    if (inferior.size() >= CONTIGUOUS) {
      evidence.add(
          Criterion.INFERIOR_Q_WAVES,
          "Q waves of 30 ms and 0.1 mV or more in %s",
          durations(evidence, inferior));
    }
    List<Lead> anterior =
        ANTERIOR.stream()
            .filter(lead -> evidence.q(lead) >= DEEP_Q && evidence.qDuration(lead) >= LONG_Q_IN_V2)
            .toList();
    if (!anterior.isEmpty()) {
      evidence.add(
          Criterion.ANTERIOR_Q_WAVES,
          "Q waves or QS complexes of 20 ms and 0.1 mV or more in %s",
          durations(evidence, anterior));
    }
    depression(evidence);
    elevation(evidence);
    inversion(evidence);
  }

  private static void inversion(Evidence evidence) {
    String found =
        TERRITORIES.stream()
            .map(
                territory ->
                    territory.stream().filter(lead -> evidence.t(lead) <= INVERTED).toList())
            .filter(leads -> leads.size() >= CONTIGUOUS)
            .flatMap(List::stream)
            .map(Lead::label)
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      evidence.add(Criterion.T_WAVE_INVERSION, "T waves of -0.1 mV or deeper in %s", found);
    }
  }

  private static String durations(Evidence evidence, List<Lead> leads) {
    return leads.stream()
        .map(
            lead ->
                String.format(
                    Locale.ROOT,
                    "%s (%.0f ms, %.0f µV)",
                    lead.label(),
                    evidence.qDuration(lead),
                    1000 * evidence.q(lead)))
        .collect(Collectors.joining(", "));
  }

  private static void depression(Evidence evidence) {
    String found =
        TERRITORIES.stream()
            .map(
                territory ->
                    territory.stream().filter(lead -> evidence.stAt80(lead) <= DEPRESSED).toList())
            .filter(leads -> leads.size() >= CONTIGUOUS)
            .flatMap(List::stream)
            .map(
                lead ->
                    String.format(
                        Locale.ROOT, "%s (%.0f µV)", lead.label(), 1000 * evidence.stAt80(lead)))
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      evidence.add(
          Criterion.ST_DEPRESSION,
          "ST level 80 ms after the J point 0.1 mV or more below the level before the QRS complex in"
              + " %s",
          found);
    }
  }

  private static void elevation(Evidence evidence) {
    List<Lead> elevated =
        CONTIGUOUS_LEADS.stream()
            .map(
                group ->
                    group.stream()
                        .filter(lead -> evidence.stAtJ(lead) >= limit(lead, evidence.person()))
                        .toList())
            .filter(leads -> leads.size() >= CONTIGUOUS)
            .flatMap(List::stream)
            .distinct()
            .toList();
    if (!elevated.isEmpty()) {
      evidence.add(
          Criterion.ST_ELEVATION,
          "J point elevated in %s",
          elevated.stream()
              .map(
                  lead ->
                      String.format(
                          Locale.ROOT,
                          "%s (%.0f µV, from %.0f µV on)",
                          lead.label(),
                          1000 * evidence.stAtJ(lead),
                          1000 * limit(lead, evidence.person())))
              .collect(Collectors.joining(", ")));
    }
  }

  /** In mV; where sex or age is not known the highest that may hold. */
  private static double limit(Lead lead, Person person) {
    if (!ANTERIOR.contains(lead)) {
      return ELEVATED;
    }
    if (person.sex() == Sex.FEMALE) {
      return ELEVATED_IN_WOMEN;
    }
    return person.isAtLeast(OLDER) ? ELEVATED_IN_OLDER_MEN : ELEVATED_IN_YOUNGER_MEN;
  }
}
