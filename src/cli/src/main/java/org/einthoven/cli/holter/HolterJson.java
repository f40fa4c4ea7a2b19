package org.einthoven.cli.holter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.holter.HeartRates;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.ecg.holter.HolterSummary;
import org.einthoven.ecg.holter.NnVariation;
import org.einthoven.ecg.rhythm.VentricularPatterns;

/**
 * A reading as a JSON object. What was not assessed is null; times are seconds from the first
 * sample.
 */
final class HolterJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HolterJson() {}

  static String write(HolterFile read) {
    HolterSummary summary = read.reading().summary();
    ObjectNode node = JSON.createObjectNode();
    node.put("file", read.file());
    ArrayNode leads = node.putArray("leads");
    read.leads().forEach(lead -> leads.add(lead.label()));
    node.put("samplesPerSecond", read.samplesPerSecond());
    node.put("durationSeconds", summary.whole().toSeconds());
    node.put("start", read.acquired() == null ? null : read.acquired().local().toString());
    read.notes().forEach(node.putArray("notes")::add);
    period(summary.whole(), node.putObject("whole"));
    node.put("pauses", summary.pauses());
    node.put("pauseSeconds", HolterSummary.PAUSE_SECONDS);
    summary
        .longestUnjudged()
        .ifPresentOrElse(
            gap ->
                node.putObject("longestUnjudgedGap")
                    .put("fromSeconds", gap.fromSeconds())
                    .put("toSeconds", gap.toSeconds())
                    .put("reason", gap.words()),
            () -> node.putNull("longestUnjudgedGap"));
    variation(summary.variation(), node);
    ArrayNode hours = node.putArray("hours");
    summary.hours().forEach(hour -> period(hour, hours.addObject()));
    node.putObject("model")
        .put("name", read.reading().model().name())
        .put("weightsSha256", read.reading().model().weightsSha256())
        .put("manifestSha256", read.reading().model().manifestSha256());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static void variation(Optional<NnVariation> variation, ObjectNode node) {
    if (variation.isEmpty()) {
      node.putNull("nnIntervals");
      return;
    }
    NnVariation nn = variation.get();
    node.putObject("nnIntervals")
        .put("count", nn.intervals())
        .put("hours", nn.hours())
        .put("meanMilliseconds", nn.meanMilliseconds())
        .put("sdnnMilliseconds", nn.sdnnMilliseconds())
        .put("sdannMilliseconds", nn.sdannMilliseconds().orElse(null))
        .put("rmssdMilliseconds", nn.rmssdMilliseconds())
        .put("pnn50Percent", nn.pnn50Percent())
        .put("comparableWith24Hours", nn.isOfDay());
  }

  private static void period(HolterPeriod period, ObjectNode node) {
    node.put("fromSeconds", period.fromSeconds());
    node.put("toSeconds", period.toSeconds());
    node.put("beats", period.beats());
    ObjectNode classes = node.putObject("classes");
    boolean classed = period.beats() > period.unclassed();
    for (BeatClass beatClass : BeatClass.values()) {
      classes.put(beatClass.name(), classed ? period.count(beatClass) : null);
    }
    node.put("unclassed", period.unclassed());
    Optional<HeartRates> rates = period.rates();
    node.put("meanPerMinute", rates.map(HeartRates::mean).orElse(null));
    node.put("lowestPerMinute", rates.map(HeartRates::lowest).orElse(null));
    node.put("highestPerMinute", rates.map(HeartRates::highest).orElse(null));
    node.put("longestRrSeconds", rates.map(HeartRates::longestSeconds).orElse(null));
    node.put("longestRrFromSeconds", rates.map(HeartRates::longestAt).orElse(null));
    node.put("ventricularPercent", period.burdenPercent(BeatClass.V).orElse(null));
    node.put("supraventricularPercent", period.burdenPercent(BeatClass.S).orElse(null));
    patterns(period.ventricular(), node.putObject("ventricular"));
    patterns(period.supraventricular(), node.putObject("supraventricular"));
    boolean judged = period.rhythmJudgedMinutes() > 0;
    node.put("fibrillationMinutes", judged ? period.fibrillationMinutes() : null);
    node.put("rhythmJudgedMinutes", period.rhythmJudgedMinutes());
    node.put("notAnalysedMinutes", period.notReadMinutes());
    minutes(period.unreadMinutes(), node.putArray("notAnalysed"));
    minutes(period.unclassedMinutes(), node.putArray("notClassed"));
  }

  private static void patterns(VentricularPatterns found, ObjectNode node) {
    node.put("single", found.single());
    node.put("couplets", found.couplets());
    node.put("bigeminies", found.bigeminies());
    node.put("trigeminies", found.trigeminies());
    ArrayNode runs = node.putArray("runs");
    for (VentricularPatterns.Run run : found.runs()) {
      runs.addObject()
          .put("fromSeconds", run.fromSeconds())
          .put("beats", run.beats())
          .put("ratePerMinute", run.ratePerMinute());
    }
  }

  private static void minutes(Map<String, Double> reasons, ArrayNode node) {
    reasons.forEach(
        (reason, minutes) -> node.addObject().put("reason", reason).put("minutes", minutes));
  }
}
