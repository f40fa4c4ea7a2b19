package org.einthoven.inference.diffusion;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** The graph itself: rows in, velocities out. Safe for use by several threads. */
final class DenoiserSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  DenoiserSession(byte[] weights) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(weights, options);
    }
  }

  float[] velocities(float[] noisy, float[] usual, float[] times, float[] classes) {
    long rows = times.length;
    long[] beats = {rows, BeatWindow.LEADS, BeatWindow.ROW_SAMPLES};
    try (OnnxTensor noisyRows = tensor(noisy, beats);
        OnnxTensor usualRows = tensor(usual, beats);
        OnnxTensor timeRows = tensor(times, rows, 1);
        OnnxTensor classRows = tensor(classes, rows, classes.length / rows);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "noisy_beats",
                    noisyRows,
                    "usual_beats",
                    usualRows,
                    "times",
                    timeRows,
                    "classes",
                    classRows))) {
      if (!(result.get(0) instanceof OnnxTensor tensor)) {
        throw new IllegalStateException("the graph has no output velocities");
      }
      float[] velocities = new float[noisy.length];
      tensor.getFloatBuffer().get(velocities);
      return velocities;
    } catch (OrtException e) {
      throw new IllegalStateException("the generator failed on its inputs", e);
    }
  }

  private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the generator could not be closed", e);
    }
  }
}
