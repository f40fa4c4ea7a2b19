package org.einthoven.cli.holter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.holter.HeartRates;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.ecg.holter.HolterSummary;
import org.einthoven.ecg.holter.NnVariation;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.rhythm.VentricularPatterns;

/** A reading in words: the same in text, Markdown and pictures. */
final class HolterWords {

  /** What stands in a table where there is no value. */
  static final String NONE = "-";

  static final List<String> COLUMNS =
      List.of(
          "from",
          "beats",
          "mean/min",
          "lowest",
          "highest",
          "S",
          "V",
          "V coupl.",
          "V runs",
          "longest RR s",
          "AF min",
          "not analysed min");

  private HolterWords() {}

  /** Every line with its label, in order. */
  static Map<String, String> lines(HolterFile read) {
    HolterSummary summary = read.reading().summary();
    HolterPeriod whole = summary.whole();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Recording", recording(read));
    for (int i = 0; i < read.notes().size(); i++) {
      lines.put("Note" + (i == 0 ? "" : " " + (i + 1)), read.notes().get(i));
    }
    lines.put("Not analysed", notAnalysed(whole));
    lines.put("Beats", beats(whole));
    lines.put("Heart rate", whole.rates().map(HolterWords::rates).orElse("not assessed"));
    lines.put("Ventricular", ectopic(read, BeatClass.V, whole.ventricular()));
    lines.put("Supraventricular", ectopic(read, BeatClass.S, whole.supraventricular()));
    lines.put("Longest RR", longest(read));
    lines.put("Fibrillation", fibrillation(whole));
    lines.put(
        "N-N intervals",
        summary
            .variation()
            .map(HolterWords::variation)
            .orElse("not assessed: fewer than " + NnVariation.FEWEST_INTERVALS + " of them"));
    lines.put(
        "Model",
        read.reading().model().name()
            + ", weights SHA-256 "
            + read.reading().model().weightsSha256());
    return lines;
  }

  static String recording(HolterFile read) {
    String duration = clock(read.reading().summary().whole().toSeconds());
    return "WFDB, "
        + read.leads().size()
        + (read.leads().size() == 1 ? " lead (" : " leads (")
        + read.leads().stream().map(Lead::label).collect(Collectors.joining(" "))
        + "), "
        + duration
        + " h at "
        + number(read.samplesPerSecond(), 0)
        + " Hz"
        + (read.acquired() == null
            ? "; times are from its start"
            : ", from " + read.acquired().local().toString().replace('T', ' '));
  }

  private static String notAnalysed(HolterPeriod whole) {
    String words =
        number(whole.notReadMinutes(), 1)
            + " min of "
            + number(whole.toSeconds() / 60, 1)
            + reasons(whole.unreadMinutes());
    return whole.unclassedMinutes().isEmpty()
        ? words
        : words + "; beats counted but not classed:" + reasons(whole.unclassedMinutes());
  }

  static String reasons(Map<String, Double> minutes) {
    return minutes.entrySet().stream()
        .map(reason -> " " + number(reason.getValue(), 1) + " min: " + reason.getKey())
        .collect(Collectors.joining(";", minutes.isEmpty() ? "" : ";", ""));
  }

  private static String beats(HolterPeriod whole) {
    return whole.beats()
        + ": "
        + whole.classes().entrySet().stream()
            .map(of -> of.getKey().name() + " " + of.getValue())
            .collect(Collectors.joining(", "))
        + (whole.unclassed() == 0 ? "" : ", not classed " + whole.unclassed());
  }

  private static String rates(HeartRates rates) {
    return "mean %s, lowest %s, highest %s per minute (over %d intervals in a row)"
        .formatted(
            number(rates.mean(), 0),
            number(rates.lowest(), 0),
            number(rates.highest(), 0),
            HeartRates.BEATS);
  }

  private static String ectopic(HolterFile read, BeatClass beatClass, VentricularPatterns found) {
    HolterPeriod whole = read.reading().summary().whole();
    Optional<Double> burden = whole.burdenPercent(beatClass);
    if (burden.isEmpty()) {
      return "not assessed: no beat was classed";
    }
    StringBuilder words = new StringBuilder();
    words.append(
        "%d beats, %s %% of those classed; single %d, couplets %d, runs %d"
            .formatted(
                whole.count(beatClass),
                number(burden.get(), 2),
                found.single(),
                found.couplets(),
                found.runs().size()));
    found
        .longestRun()
        .ifPresent(
            run ->
                words.append(
                    " (longest %d beats at %s per minute, at %s)"
                        .formatted(
                            run.beats(),
                            number(run.ratePerMinute(), 0),
                            read.axis().moment(run.fromSeconds()))));
    words.append(
        "; episodes of bigeminy %d, trigeminy %d"
            .formatted(found.bigeminies(), found.trigeminies()));
    return words.toString();
  }

  private static String longest(HolterFile read) {
    HolterSummary summary = read.reading().summary();
    String words =
        summary
            .whole()
            .rates()
            .map(
                rates ->
                    "%s s after the beat at %s; pauses of %s s or more: %d"
                        .formatted(
                            number(rates.longestSeconds(), 2),
                            read.axis().moment(rates.longestAt()),
                            number(HolterSummary.PAUSE_SECONDS, 0),
                            summary.pauses()))
            .orElse("not assessed");
    return summary
        .longestUnjudged()
        .map(
            gap ->
                words
                    + "; the longest time between beats that is not judged (%s) is %s s at %s"
                        .formatted(
                            gap.words(),
                            number(gap.toSeconds() - gap.fromSeconds(), 1),
                            read.axis().moment(gap.fromSeconds())))
        .orElse(words);
  }

  private static String fibrillation(HolterPeriod whole) {
    return whole.rhythmJudgedMinutes() == 0
        ? "not assessed"
        : "stated in %s min of %s min judged"
            .formatted(
                number(whole.fibrillationMinutes(), 1), number(whole.rhythmJudgedMinutes(), 1));
  }

  private static String variation(NnVariation nn) {
    return "SDNN %s ms, SDANN %s, RMSSD %s ms, pNN50 %s %%, mean %s ms, over %d of them in %s h%s"
        .formatted(
            number(nn.sdnnMilliseconds(), 0),
            nn.sdannMilliseconds().map(ms -> number(ms, 0) + " ms").orElse("not assessed"),
            number(nn.rmssdMilliseconds(), 0),
            number(nn.pnn50Percent(), 1),
            number(nn.meanMilliseconds(), 0),
            nn.intervals(),
            number(nn.hours(), 1),
            nn.isOfDay() ? "" : " (too short for normal values of 24 h)");
  }

  /** One hour's row, in the order of {@link #COLUMNS}. */
  static List<String> row(HolterFile read, HolterPeriod hour) {
    Optional<HeartRates> rates = hour.rates();
    boolean classed = hour.beats() > hour.unclassed();
    return List.of(
        read.axis().moment(hour.fromSeconds()),
        Integer.toString(hour.beats()),
        rates.map(found -> number(found.mean(), 0)).orElse(NONE),
        rates.map(found -> number(found.lowest(), 0)).orElse(NONE),
        rates.map(found -> number(found.highest(), 0)).orElse(NONE),
        classed ? Integer.toString(hour.count(BeatClass.S)) : NONE,
        classed ? Integer.toString(hour.count(BeatClass.V)) : NONE,
        classed ? Integer.toString(hour.ventricular().couplets()) : NONE,
        classed ? Integer.toString(hour.ventricular().runs().size()) : NONE,
        rates.map(found -> number(found.longestSeconds(), 2)).orElse(NONE),
        hour.rhythmJudgedMinutes() == 0 ? NONE : number(hour.fibrillationMinutes(), 0),
        number(hour.notReadMinutes(), 1));
  }

  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
