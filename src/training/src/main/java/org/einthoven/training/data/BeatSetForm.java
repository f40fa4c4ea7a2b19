package org.einthoven.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.einthoven.ecg.beat.BeatClass;

/** How beats are kept: classes and records in the description, windows and features as floats. */
final class BeatSetForm implements PreparedCache.Form<BeatSet> {

  @Override
  public void describe(BeatSet set, ObjectNode description) {
    int[] classes = Arrays.stream(set.classes()).mapToInt(BeatClass::column).toArray();
    PreparedCache.array(description, "classes", classes);
    PreparedCache.array(description, "records", set.records());
    description.put("windowColumns", set.size() == 0 ? 0 : set.windows()[0].length);
    description.put("featureColumns", set.size() == 0 ? 0 : set.features()[0].length);
  }

  @Override
  public void write(BeatSet set, DataOutputStream numbers) throws IOException {
    PreparedCache.writeRows(set.windows(), numbers);
    PreparedCache.writeRows(set.features(), numbers);
  }

  @Override
  public BeatSet read(JsonNode description, ByteBuffer numbers) {
    int[] columns = PreparedCache.ints(description.path("classes"));
    BeatClass[] classes = new BeatClass[columns.length];
    for (BeatClass beatClass : BeatClass.values()) {
      for (int i = 0; i < columns.length; i++) {
        classes[i] = columns[i] == beatClass.column() ? beatClass : classes[i];
      }
    }
    int beats = columns.length;
    return new BeatSet(
        PreparedCache.readRows(numbers, beats, description.path("windowColumns").asInt()),
        PreparedCache.readRows(numbers, beats, description.path("featureColumns").asInt()),
        classes,
        PreparedCache.ints(description.path("records")));
  }
}
