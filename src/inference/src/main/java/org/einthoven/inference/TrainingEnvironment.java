package org.einthoven.inference;

/**
 * Where a model was trained: what its weights depend on beside data, settings and seed.
 *
 * @param java the Java runtime's version and maker
 * @param system the operating system, its version and architecture
 * @param processor the processor's model, {@code unknown} where the system does not say
 * @param libtorch the version of libtorch
 * @param onnxRuntime the version of ONNX Runtime that checked the model
 * @param threads how many threads computed
 * @param wallSeconds how long the training took, without judging
 */
public record TrainingEnvironment(
    String java,
    String system,
    String processor,
    String libtorch,
    String onnxRuntime,
    int threads,
    double wallSeconds) {}
