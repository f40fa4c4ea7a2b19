package org.einthoven.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How median beats are kept: what is said of a record in the description, its beat as floats. */
final class MedianBeatSetForm implements PreparedCache.Form<MedianBeatSet> {

  @Override
  public void describe(MedianBeatSet set, ObjectNode description) {
    var entries = description.putArray("entries");
    for (MedianBeatSet.Entry entry : set.records()) {
      ObjectNode one = entries.addObject();
      one.put("infarction", entry.infarction());
      one.put("normal", entry.normal());
      one.put("fold", entry.fold());
      one.put("patient", entry.patient());
      if (!Double.isNaN(entry.age())) {
        one.put("age", entry.age());
      }
      one.put("sex", entry.sex());
      new TreeSet<>(entry.labels()).forEach(one.putArray("labels")::add);
    }
    description.put("columns", set.size() == 0 ? 0 : set.records().get(0).millivolts().length);
  }

  @Override
  public void write(MedianBeatSet set, DataOutputStream numbers) throws IOException {
    PreparedCache.writeRows(
        set.records().stream().map(MedianBeatSet.Entry::millivolts).toArray(float[][]::new),
        numbers);
  }

  @Override
  public MedianBeatSet read(JsonNode description, ByteBuffer numbers) {
    JsonNode described = description.path("entries");
    float[][] millivolts =
        PreparedCache.readRows(numbers, described.size(), description.path("columns").asInt());
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (int i = 0; i < millivolts.length; i++) {
      JsonNode one = described.get(i);
      Set<String> labels = new TreeSet<>();
      one.path("labels").forEach(label -> labels.add(label.asText()));
      entries.add(
          new MedianBeatSet.Entry(
              millivolts[i],
              one.path("infarction").asBoolean(),
              one.path("normal").asBoolean(),
              one.path("fold").asInt(),
              one.path("patient").asText(),
              one.path("age").asDouble(Double.NaN),
              one.path("sex").asText(),
              labels));
    }
    return new MedianBeatSet(entries);
  }
}
