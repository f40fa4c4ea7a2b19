package org.einthoven.inference;

/** On what the model runs. */
public enum ExecutionProvider {
  CPU,
  /** An NVIDIA GPU where there is one; otherwise the processor, with a warning in the log. */
  CUDA_IF_PRESENT,
  /** An NVIDIA GPU; without one the model is refused. */
  CUDA
}
