package org.einthoven.inference;

import org.jspecify.annotations.Nullable;

/**
 * Where a model was trained: what its weights depend on beside data, settings and seed.
 *
 * @param java the Java runtime's version and maker
 * @param system the operating system, its version and architecture
 * @param processor the processor's model, {@code unknown} where the system does not say
 * @param libtorch the version of libtorch
 * @param onnxRuntime the version of ONNX Runtime that checked the model
 * @param threads how many threads computed
 * @param wallSeconds how long the training of all networks took, without judging. In manifests
 *     without processor seconds it is the time of the last session alone, which took over what
 *     earlier ones had trained
 * @param processorSeconds of the threads that trained all networks, over all sessions; null where
 *     not known
 */
public record TrainingEnvironment(
    String java,
    String system,
    String processor,
    String libtorch,
    String onnxRuntime,
    int threads,
    double wallSeconds,
    @Nullable Double processorSeconds) {}
