package org.einthoven.inference;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph's answers to any number of rows. Many rows are run in batches, so that memory does not
 * grow with a day's recording.
 */
final class DfnetRows {

  private static final int ROWS_AT_ONCE = 1024;

  private final List<Map<String, DfnetSession.Answer>> batches = new ArrayList<>();

  private DfnetRows() {}

  /**
   * Runs everything.
   *
   * @param parts the rows of each input by its name, in parts that are put one after another
   */
  static DfnetRows run(DfnetSession session, Map<String, List<float[]>> parts) {
    Map<String, float[]> inputs = new HashMap<>();
    parts.forEach((input, rows) -> inputs.put(input, join(rows)));
    int most = 0;
    for (Map.Entry<String, float[]> input : inputs.entrySet()) {
      most = Math.max(most, input.getValue().length / session.rowSize(input.getKey()));
    }
    DfnetRows answers = new DfnetRows();
    for (int from = 0; from < most; from += ROWS_AT_ONCE) {
      Map<String, float[]> some = new HashMap<>();
      for (Map.Entry<String, float[]> input : inputs.entrySet()) {
        int size = session.rowSize(input.getKey());
        some.put(input.getKey(), slice(input.getValue(), from, size));
      }
      try {
        answers.batches.add(session.run(some));
      } catch (OrtException e) {
        throw new IllegalStateException("the model failed", e);
      }
    }
    return answers;
  }

  /** What an output says of a row. */
  float[] row(String output, int row) {
    DfnetSession.Answer answer = batches.get(row / ROWS_AT_ONCE).get(output);
    if (answer == null) {
      throw new IllegalStateException("the graph has no output " + output);
    }
    return answer.row(row % ROWS_AT_ONCE);
  }

  private static float[] join(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static float[] slice(float[] rows, int from, int size) {
    int start = Math.min(rows.length, from * size);
    return Arrays.copyOfRange(rows, start, Math.min(rows.length, start + ROWS_AT_ONCE * size));
  }
}
