package org.einthoven.ecg.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.einthoven.ecg.quality.QualityFinding.Kind;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Assesses the quality of a recording.
 *
 * <p>Each lead is looked at in windows of ten seconds; a lead is unusable when more than half of
 * its windows are, limited when more than a tenth are not good. The whole is unusable below 100 Hz,
 * without beats, when the beats do not resemble each other, or when no lead is usable. Below 5 s,
 * and where pacemaker spikes are seen, nothing should be classed ({@link
 * QualityAssessment#silence()}). Limb leads that contradict each other are a finding that limits
 * the reading, not a rejection.
 */
public final class SignalQuality {

  /** Below this sampling rate, in hertz, nothing is assessed. */
  public static final double LEAST_RATE = 100;

  /** Below this duration, in seconds, there is no rhythm to speak of. */
  public static final double LEAST_SECONDS = 5;

  private static final double WINDOW_SECONDS = 10;
  private static final double SOME_WINDOWS = 0.1;
  private static final double MOST_WINDOWS = 0.5;
  private static final double UNLIKE = 0.5;
  private static final double VERY_UNLIKE = 0.3;

  private final Recording recording;
  private final int[] rPeaks;
  private final List<QualityFinding> findings = new ArrayList<>();
  private final Map<Lead, QualityLevel> leads = new EnumMap<>(Lead.class);
  private final BitSet usableWindows = new BitSet();
  private final Map<Integer, Set<Kind>> wrongInWindow = new HashMap<>();

  private SignalQuality(Recording recording, int[] rPeaks) {
    this.recording = recording;
    this.rPeaks = rPeaks;
  }

  /**
   * Assesses a recording.
   *
   * @param recording as it was read
   * @param rPeaks the beats found in it, as sample indices, ascending
   */
  public static QualityAssessment of(Recording recording, int[] rPeaks) {
    return new SignalQuality(recording, rPeaks).assess();
  }

  /**
   * Assesses a recording, and tells in which windows of ten seconds no lead is usable.
   *
   * @param recording as it was read
   * @param rPeaks the beats found in it, as sample indices, ascending
   */
  public static QualityByTime byTime(Recording recording, int[] rPeaks) {
    SignalQuality quality = new SignalQuality(recording, rPeaks);
    QualityAssessment whole = quality.assess();
    return new QualityByTime(whole, quality.unusableParts());
  }

  private List<QualityByTime.Part> unusableParts() {
    int length = windowSamples();
    int windows = windows();
    List<QualityByTime.Part> parts = new ArrayList<>();
    for (int w = usableWindows.nextClearBit(0);
        w < windows;
        w = usableWindows.nextClearBit(w + 1)) {
      int from = w * length;
      int to = w == windows - 1 ? recording.length() : from + length;
      String reason =
          wrongInWindow.getOrDefault(w, Set.of()).stream()
              .map(Kind::words)
              .collect(Collectors.joining("; "));
      QualityByTime.Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && last.to() == from && last.reason().equals(reason)) {
        parts.set(parts.size() - 1, new QualityByTime.Part(last.from(), to, reason));
      } else {
        parts.add(new QualityByTime.Part(from, to, reason));
      }
    }
    return parts;
  }

  private int windowSamples() {
    return (int) Math.max(1, Math.round(WINDOW_SECONDS * recording.samplesPerSecond()));
  }

  private int windows() {
    return Math.max(1, recording.length() / windowSamples());
  }

  private QualityAssessment assess() {
    for (LeadSignal lead : recording.leads()) {
      assess(lead);
    }
    QualityLevel level =
        leads.values().stream().min(Comparator.naturalOrder()).orElse(QualityLevel.UNUSABLE);
    if (leads.values().stream().anyMatch(lead -> lead != QualityLevel.GOOD)) {
      level = level.or(QualityLevel.LIMITED);
    }
    assessWhole();
    for (QualityFinding finding : findings) {
      level = finding.lead() == null ? level.or(finding.level()) : level;
    }
    findings.sort(
        Comparator.comparing(QualityFinding::level)
            .reversed()
            .thenComparing(f -> f.lead() != null)
            .thenComparing(QualityFinding::kind));
    return new QualityAssessment(level, leads, findings);
  }

  private void assessWhole() {
    List<String> off = LooseElectrode.of(leads);
    if (!off.isEmpty()) {
      add(Kind.ELECTRODE_OFF, null, QualityLevel.LIMITED, String.join(", ", off));
    }
    double rate = recording.samplesPerSecond();
    if (rate < LEAST_RATE) {
      add(Kind.RATE_TOO_LOW, null, QualityLevel.UNUSABLE, "it is below 100 Hz");
    }
    if (rPeaks.length == 0) {
      add(Kind.NO_BEAT, null, QualityLevel.UNUSABLE, null);
    }
    if (recording.durationSeconds() < LEAST_SECONDS) {
      add(Kind.TOO_SHORT, null, QualityLevel.LIMITED, "it lasts less than 5 s");
    }
    if (rPeaks.length == 0 || rate < LEAST_RATE) {
      return;
    }
    double alike = BeatLikeness.of(recording, rPeaks);
    if (alike < UNLIKE) {
      add(
          Kind.BEATS_UNLIKE,
          null,
          alike < VERY_UNLIKE ? QualityLevel.UNUSABLE : QualityLevel.LIMITED,
          null);
    }
    if (PacemakerSpikes.seen(recording, rPeaks)) {
      add(Kind.PACED, null, QualityLevel.GOOD, "paced rhythms are not classed");
    }
  }

  private void assess(LeadSignal lead) {
    double rate = recording.samplesPerSecond();
    int length = windowSamples();
    int windows = windows();
    Map<Kind, int[]> counts = new EnumMap<>(Kind.class);
    int[] all = new int[QualityLevel.values().length];
    for (int w = 0; w < windows; w++) {
      int from = w * length;
      int to = w == windows - 1 ? lead.length() : from + length;
      int[] beats =
          Arrays.stream(rPeaks).filter(r -> r >= from && r < to).map(r -> r - from).toArray();
      float[] window = Arrays.copyOfRange(lead.microvolts(), from, to);
      QualityLevel worst = QualityLevel.GOOD;
      for (Map.Entry<Kind, QualityLevel> found : WindowQuality.of(window, rate, beats).entrySet()) {
        count(counts.computeIfAbsent(found.getKey(), k -> new int[all.length]), found.getValue());
        worst = worst.or(found.getValue());
        if (found.getValue() == QualityLevel.UNUSABLE) {
          wrongInWindow.computeIfAbsent(w, k -> EnumSet.noneOf(Kind.class)).add(found.getKey());
        }
      }
      if (worst != QualityLevel.UNUSABLE) {
        usableWindows.set(w);
      }
      count(all, worst);
    }
    leads.put(lead.lead(), level(all, windows));
    counts.forEach(
        (kind, ofKind) -> {
          QualityLevel level = level(ofKind, windows);
          if (level != QualityLevel.GOOD) {
            add(kind, lead.lead(), level, share(ofKind, windows));
          }
        });
    if (LimbLeadLaws.broken(recording, lead.lead())) {
      add(
          Kind.LIMB_LEADS_DISAGREE,
          lead.lead(),
          QualityLevel.LIMITED,
          "it does not follow from I and II");
      leads.merge(lead.lead(), QualityLevel.LIMITED, QualityLevel::or);
    }
  }

  @SuppressWarnings("EnumOrdinal") // the levels are ordered from good to bad
  private static void count(int[] counts, QualityLevel level) {
    counts[level.ordinal()]++;
  }

  private static QualityLevel level(int[] counts, int windows) {
    if (counts[2] > MOST_WINDOWS * windows) {
      return QualityLevel.UNUSABLE;
    }
    return counts[1] + counts[2] > SOME_WINDOWS * windows
        ? QualityLevel.LIMITED
        : QualityLevel.GOOD;
  }

  private static @Nullable String share(int[] counts, int windows) {
    int affected = counts[1] + counts[2];
    return affected == windows ? null : Math.round(100.0 * affected / windows) + " % of the time";
  }

  private void add(Kind kind, @Nullable Lead lead, QualityLevel level, @Nullable String more) {
    String words =
        (lead == null ? "" : "lead " + lead.label() + ": ")
            + kind.words()
            + (more == null ? "" : " (" + more + ")");
    findings.add(new QualityFinding(kind, lead, level, words));
  }
}
