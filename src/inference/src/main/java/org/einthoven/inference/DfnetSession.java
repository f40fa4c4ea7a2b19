package org.einthoven.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;

/** The graph itself: numbers in, numbers out. Safe for use by several threads. */
final class DfnetSession implements AutoCloseable {

  static final String WINDOWS = "beat_windows";
  static final String FEATURES = "beat_features";
  static final String MEDIAN_BEATS = "median_beats";
  static final String BEAT_PROBABILITIES = "beat_probabilities";
  static final String BEAT_SHARED_SHARE = "beat_shared_share";
  static final String INFARCTION_PROBABILITY = "infarction_probability";
  static final String INFARCTION_SHARED_SHARE = "infarction_shared_share";
  static final String ABNORMALITY_PROBABILITIES = "abnormality_probabilities";
  static final String ABNORMALITY_SHARED_SHARE = "abnormality_shared_share";
  static final String RHYTHM_BEATS = "rhythm_beats";
  static final String RHYTHM_FEATURES = "rhythm_features";
  static final String FIBRILLATION_PROBABILITY = "fibrillation_probability";
  static final String FIBRILLATION_SHARED_SHARE = "fibrillation_shared_share";

  /** Inputs whose rows have the same size in every graph of ours, and that size. */
  private static final Map<String, int[]> ROWS =
      Map.of(
          WINDOWS,
          new int[] {BeatPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES},
          MEDIAN_BEATS,
          new int[] {BeatPreparation.TWELVE, BeatPreparation.WINDOW_SAMPLES},
          RHYTHM_BEATS,
          new int[] {RhythmPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES},
          RHYTHM_FEATURES,
          new int[] {RhythmFeature.COUNT});

  /** Which input has as many rows as an output. */
  private static final Map<String, String> INPUT_OF =
      Map.of(
          BEAT_PROBABILITIES,
          FEATURES,
          BEAT_SHARED_SHARE,
          FEATURES,
          INFARCTION_PROBABILITY,
          MEDIAN_BEATS,
          INFARCTION_SHARED_SHARE,
          MEDIAN_BEATS,
          ABNORMALITY_PROBABILITIES,
          MEDIAN_BEATS,
          ABNORMALITY_SHARED_SHARE,
          MEDIAN_BEATS,
          FIBRILLATION_PROBABILITY,
          RHYTHM_FEATURES,
          FIBRILLATION_SHARED_SHARE,
          RHYTHM_FEATURES);

  private static final System.Logger LOG = System.getLogger(DfnetSession.class.getName());

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Features of a beat: models trained with an earlier preparation read fewer. */
  private final int features;

  /**
   * What comes out, row by row as the rows went in.
   *
   * @param values [rows][perRow]
   * @param perRow how many numbers a row has
   */
  record Answer(float[] values, int perRow) {

    float[] row(int row) {
      return Arrays.copyOfRange(values, row * perRow, (row + 1) * perRow);
    }
  }

  DfnetSession(byte[] weights, ExecutionProvider provider) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      if (provider != ExecutionProvider.CPU) {
        addCuda(options, provider);
      }
      session = environment.createSession(weights, options);
    }
    NodeInfo input = session.getInputInfo().get(FEATURES);
    features =
        input != null && input.getInfo() instanceof TensorInfo tensor
            ? (int) tensor.getShape()[1]
            : BeatPreparation.FEATURES;
  }

  private static void addCuda(OrtSession.SessionOptions options, ExecutionProvider provider)
      throws OrtException {
    try {
      options.addCUDA(0);
    } catch (OrtException e) {
      if (provider == ExecutionProvider.CUDA) {
        throw e;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "No GPU can be used, the model runs on the processor: {0}",
          e.getMessage());
    }
  }

  /** How many numbers one row of an input has. */
  int rowSize(String input) {
    return Arrays.stream(sizes(input)).reduce(1, (one, other) -> one * other);
  }

  private int[] sizes(String input) {
    int[] sizes = input.equals(FEATURES) ? new int[] {features} : ROWS.get(input);
    if (sizes == null) {
      throw new IllegalStateException("the graph has an input " + input + " that is not prepared");
    }
    return sizes;
  }

  /** Whether the graph has an output; models made earlier lack some. */
  boolean has(String output) {
    return session.getOutputNames().contains(output);
  }

  /**
   * Runs the graph once. An input may have no rows.
   *
   * @param inputs the rows of each input of the graph, by its name; what the graph does not have is
   *     left out
   * @return every output by its name
   */
  Map<String, Answer> run(Map<String, float[]> inputs) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (String input : session.getInputNames()) {
        tensors.put(input, tensor(rows(inputs, input), sizes(input)));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        Map<String, Answer> outputs = new LinkedHashMap<>();
        INPUT_OF.forEach(
            (output, input) -> {
              if (has(output)) {
                int count = rows(inputs, input).length / rowSize(input);
                outputs.put(output, answer(result, output, count));
              }
            });
        return outputs;
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] rows(Map<String, float[]> inputs, String name) {
    return inputs.getOrDefault(name, new float[0]);
  }

  /** A head without rows gets one row of zeros, since a graph cannot run on nothing. */
  private OnnxTensor tensor(float[] values, int[] sizes) throws OrtException {
    int rowSize = 1;
    long[] shape = new long[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      shape[i + 1] = sizes[i];
      rowSize *= sizes[i];
    }
    int count = Math.max(rowSize, values.length);
    shape[0] = count / rowSize;
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    buffer.put(values).rewind();
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  private static Answer answer(OrtSession.Result result, String name, int rows) {
    Optional<ai.onnxruntime.OnnxValue> value = result.get(name);
    if (value.isEmpty() || !(value.get() instanceof OnnxTensor tensor)) {
      throw new IllegalStateException("the graph has no output " + name);
    }
    FloatBuffer buffer = tensor.getFloatBuffer();
    int perRow = Math.toIntExact(buffer.remaining() / tensor.getInfo().getShape()[0]);
    float[] values = new float[perRow * rows];
    buffer.get(values);
    return new Answer(values, perRow);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the model could not be closed", e);
    }
  }
}
