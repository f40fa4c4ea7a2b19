package org.einthoven.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatPreparation;

/** The graph itself: numbers in, numbers out. Safe for use by several threads. */
final class DfnetSession implements AutoCloseable {

  static final String WINDOWS = "beat_windows";
  static final String FEATURES = "beat_features";
  static final String MEDIAN_BEATS = "median_beats";
  static final String BEAT_PROBABILITIES = "beat_probabilities";
  static final String BEAT_SHARED_SHARE = "beat_shared_share";
  static final String INFARCTION_PROBABILITY = "infarction_probability";
  static final String INFARCTION_SHARED_SHARE = "infarction_shared_share";

  private static final System.Logger LOG = System.getLogger(DfnetSession.class.getName());

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** What comes out, row by row as the rows went in. */
  record Answers(
      float[] beatProbabilities,
      float[] beatSharedShares,
      float[] infarctionProbabilities,
      float[] infarctionSharedShares) {}

  DfnetSession(byte[] weights, ExecutionProvider provider) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      if (provider != ExecutionProvider.CPU) {
        addCuda(options, provider);
      }
      session = environment.createSession(weights, options);
    }
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

  /**
   * Runs the graph once. Either head may have no rows.
   *
   * @param windows [beats][4][90]
   * @param features [beats][features]
   * @param medianBeats [recordings][12][90]
   */
  Answers run(float[] windows, float[] features, float[] medianBeats) throws OrtException {
    int beats = features.length / BeatPreparation.FEATURES;
    int recordings = medianBeats.length / (BeatPreparation.TWELVE * BeatPreparation.WINDOW_SAMPLES);
    try (OnnxTensor windowRows =
            tensor(windows, beats, BeatPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES);
        OnnxTensor featureRows = tensor(features, beats, BeatPreparation.FEATURES);
        OnnxTensor medianRows =
            tensor(
                medianBeats, recordings, BeatPreparation.TWELVE, BeatPreparation.WINDOW_SAMPLES);
        OrtSession.Result result =
            session.run(
                Map.of(WINDOWS, windowRows, FEATURES, featureRows, MEDIAN_BEATS, medianRows))) {
      return new Answers(
          rows(result, BEAT_PROBABILITIES, beats),
          rows(result, BEAT_SHARED_SHARE, beats),
          rows(result, INFARCTION_PROBABILITY, recordings),
          rows(result, INFARCTION_SHARED_SHARE, recordings));
    }
  }

  /** A head without rows gets one row of zeros, since a graph cannot run on nothing. */
  private OnnxTensor tensor(float[] values, int rows, int... sizes) throws OrtException {
    long[] shape = new long[sizes.length + 1];
    shape[0] = Math.max(1, rows);
    int count = Math.max(1, rows);
    for (int i = 0; i < sizes.length; i++) {
      shape[i + 1] = sizes[i];
      count *= sizes[i];
    }
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    buffer.put(values).rewind();
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  private static float[] rows(OrtSession.Result result, String name, int rows) {
    Optional<ai.onnxruntime.OnnxValue> value = result.get(name);
    if (value.isEmpty() || !(value.get() instanceof OnnxTensor tensor)) {
      throw new IllegalStateException("the graph has no output " + name);
    }
    FloatBuffer buffer = tensor.getFloatBuffer();
    long perRow = buffer.remaining() / tensor.getInfo().getShape()[0];
    float[] values = new float[Math.toIntExact(perRow * rows)];
    buffer.get(values);
    return values;
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
