package org.einthoven.inference;

import ai.onnxruntime.OrtEnvironment;

/** The version of the ONNX Runtime that models are run by. */
public final class OnnxRuntimeVersion {

  private OnnxRuntimeVersion() {}

  /** Such as {@code 1.22.0}. */
  public static String current() {
    return OrtEnvironment.getEnvironment().getVersion();
  }
}
