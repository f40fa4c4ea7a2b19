package org.einthoven.cli.analyze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.reading.AbnormalityScore;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.FibrillationScore;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.SharedShare;
import org.einthoven.inference.reading.Statement;

/**
 * Readings as a JSON array, one object for each ECG. What was not assessed is null and its reason
 * stands in {@code notAssessed} under the same name; a refused file has {@code refused}.
 */
final class JsonFormat implements ReadingFormat {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String ending() {
    return ".json";
  }

  @Override
  public String write(List<FileReading> readings) {
    ArrayNode array = JSON.createArrayNode();
    for (FileReading reading : readings) {
      ObjectNode node = array.addObject();
      node.put("file", reading.file());
      if (reading instanceof FileReading.Read read) {
        describe(read, node);
      } else if (reading instanceof FileReading.Refused refused) {
        node.putObject("refused")
            .put("reason", refused.refusal().reason().name().toLowerCase(Locale.ROOT))
            .put("problem", refused.refusal().problem())
            .put("place", refused.refusal().place())
            .put("remedy", refused.refusal().remedy());
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static void describe(FileReading.Read read, ObjectNode node) {
    Reading reading = read.reading();
    node.put("sha256", read.sha256().isEmpty() ? null : read.sha256());
    node.put("format", read.recording().source().format());
    names(node.putArray("leads"), reading.leads());
    names(node.putArray("derivedLeads"), reading.derivedLeads());
    node.put("durationSeconds", reading.durationSeconds());
    node.put("samplesPerSecond", reading.samplesPerSecond());
    read.recording().source().notes().forEach(node.putArray("notes")::add);
    node.put("quality", reading.quality().level().name().toLowerCase(Locale.ROOT));
    reading.quality().findings().forEach(node.putArray("qualityFindings")::add);

    ObjectNode notAssessed = JSON.createObjectNode();
    ObjectNode measurements = node.putObject("measurements");
    put(measurements, notAssessed, "heartRatePerMinute", reading.heartRatePerMinute());
    put(measurements, notAssessed, "meanRrMilliseconds", reading.meanRrMilliseconds());
    MeasuredJson.rr(measurements, notAssessed, reading.rrVariability());
    for (EcgValue value : EcgValue.values()) {
      put(measurements, notAssessed, value.field(), reading.value(value));
    }
    Optional<InfarctionScore> infarction = reading.infarction().toOptional();
    measurements.put(
        "infarctionProbability", infarction.map(InfarctionScore::probability).orElse(null));
    measurements.put(
        "infarctionThreshold", infarction.map(InfarctionScore::threshold).orElse(null));
    measurements.put(
        "infarctionBorderline", infarction.map(InfarctionScore::borderline).orElse(null));
    reason(notAssessed, "infarctionProbability", reading.infarction());
    MeasuredJson.leads(node, notAssessed, reading.leadMeasurements());

    abnormalities(node, notAssessed, reading.abnormalities());
    fibrillation(node, notAssessed, reading.fibrillation());

    MeasuredJson.critical(node.putArray("critical"), reading.critical());
    ArrayNode statements = node.putArray("statements");
    for (Statement statement : reading.statements()) {
      statements
          .addObject()
          .put("code", statement.code().shortName())
          .put("snomed", statement.code().snomed())
          .put("text", statement.text())
          .put("probability", statement.probability())
          .put("reason", statement.reason());
    }
    if (reading.beats().toOptional().isPresent()) {
      ObjectNode beats = node.putObject("beats");
      reading.beatCounts().forEach((beatClass, count) -> beats.put(beatClass.name(), count));
      reading.beatsCaveat().ifPresent(caveat -> node.put("beatsCaveat", caveat));
    } else {
      node.putNull("beats");
      reason(notAssessed, "beats", reading.beats());
    }
    if (read.earlier() != null) {
      MeasuredJson.compared(node.putObject("comparison"), read.earlier());
    }
    node.set("notAssessed", notAssessed);
    gates(node.putArray("gates"), reading.sharedShares());
    model(node.putObject("model"), reading.model());
    node.put("notCovered", Reading.NOT_COVERED);
    node.put("intendedUse", Reading.INTENDED_USE);
  }

  private static void abnormalities(
      ObjectNode node, ObjectNode notAssessed, Assessed<List<AbnormalityScore>> abnormalities) {
    if (abnormalities.toOptional().isEmpty()) {
      node.putNull("abnormalities");
      reason(notAssessed, "abnormalities", abnormalities);
      return;
    }
    ArrayNode array = node.putArray("abnormalities");
    for (AbnormalityScore score : abnormalities.toOptional().orElseThrow()) {
      array
          .addObject()
          .put("code", score.label())
          .put("snomed", score.snomed())
          .put("text", score.words())
          .put("probability", score.probability())
          .put("threshold", score.threshold())
          .put("stated", score.stated() && score.reached());
    }
  }

  private static void gates(ArrayNode array, List<SharedShare> shares) {
    for (SharedShare share : shares) {
      ObjectNode node = array.addObject().put("task", share.task());
      range(node, share.meanShare(), share.leastShare(), share.mostShare());
      if (!share.classes().isEmpty()) {
        ObjectNode classes = node.putObject("classes");
        for (SharedShare.OfClass found : share.classes()) {
          ObjectNode one = classes.putObject(found.beatClass().name()).put("beats", found.beats());
          range(one, found.meanShare(), found.leastShare(), found.mostShare());
        }
      }
    }
  }

  private static void range(ObjectNode node, double mean, double least, double most) {
    node.put("meanSharedShare", mean).put("leastSharedShare", least).put("mostSharedShare", most);
  }

  private static void fibrillation(
      ObjectNode node, ObjectNode notAssessed, Assessed<FibrillationScore> fibrillation) {
    Optional<FibrillationScore> assessed = fibrillation.toOptional();
    if (assessed.isEmpty()) {
      node.putNull("fibrillation");
      reason(notAssessed, "fibrillation", fibrillation);
      return;
    }
    FibrillationScore score = assessed.get();
    ArrayNode stretches =
        node.putObject("fibrillation")
            .put("probability", score.highest().probability())
            .put("threshold", score.threshold())
            .put("stated", score.reached())
            .put("lead", score.lead().label())
            .put("stretchesFound", score.found())
            .put("stretchesNotJudged", score.notJudged())
            .putArray("stretches");
    for (FibrillationScore.Stretch stretch : score.stretches()) {
      stretches
          .addObject()
          .put("fromSeconds", stretch.fromSeconds())
          .put("toSeconds", stretch.toSeconds())
          .put("beats", stretch.beats())
          .put("probability", stretch.probability())
          .put("evidence", stretch.evidence());
    }
  }

  private static void model(ObjectNode node, ModelIdentity model) {
    node.put("id", model.id())
        .put("version", model.version())
        .put("weightsSha256", model.weightsSha256())
        .put("manifestSha256", model.manifestSha256())
        .put("preprocessingVersion", model.preprocessingVersion())
        .put("preprocessingSha256", model.preprocessingSha256());
  }

  private static void names(ArrayNode array, List<Lead> leads) {
    leads.forEach(lead -> array.add(lead.label()));
  }

  private static void put(
      ObjectNode measurements, ObjectNode notAssessed, String name, Assessed<Double> value) {
    measurements.put(name, value.toOptional().orElse(null));
    reason(notAssessed, name, value);
  }

  private static void reason(ObjectNode notAssessed, String name, Assessed<?> value) {
    if (value instanceof Assessed.NotAssessed<?> not) {
      notAssessed.put(name, not.reason());
    }
  }
}
