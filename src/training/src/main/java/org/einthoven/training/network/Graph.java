package org.einthoven.training.network;

import java.util.List;

/**
 * The operations that a network is written in. A network is written once and read twice: libtorch
 * computes it, and the ONNX writer records it, so that both hold the same network.
 *
 * <p>Signals are [rows][channels][time], vectors [rows][columns]. An operation with a name has
 * weights of that name; the same name twice is the same weights.
 *
 * @param <T> a tensor
 */
public interface Graph<T> {

  /** Which variant of the network is computed: the one that ships, but in ablations. */
  default DfnetVariant variant() {
    return DfnetVariant.SHIPPED;
  }

  /** A convolution without bias, zeros beyond the ends, an odd kernel around its place. */
  T convolution(String name, T signal, int in, int out, int kernel, int stride, int groups);

  /**
   * A depthwise convolution without bias whose taps stand {@code dilation} steps apart, zeros
   * beyond the ends, an odd kernel around its place.
   */
  T dilated(String name, T signal, int channels, int kernel, int dilation);

  /**
   * A transposed convolution without bias that makes each sample {@code factor} samples, an even
   * number; its kernel is twice as long.
   */
  T widen(String name, T signal, int in, int out, int factor);

  /** Batch normalisation of a signal's channels. */
  T batchNorm(String name, T signal, int channels);

  /**
   * Group normalisation (Wu, He 2018): mean and variance over a group of neighbouring channels and
   * all time, then a scale and a shift of each channel.
   */
  T groupNorm(String name, T signal, int channels, int groups);

  /**
   * A gated recurrent unit along time (Cho et al. 2014, the reset gate after the product with the
   * state), from a state of zeros.
   *
   * @param bothWays whether a second one runs from the end; its channels follow the first's
   * @return [rows][hidden or twice hidden][time]
   */
  T gru(String name, T signal, int in, int hidden, boolean bothWays);

  /** A dense layer with bias on a vector. */
  T dense(String name, T vector, int in, int out);

  /** Columns minus their mean in training, over their deviation there. */
  T standardise(String name, T vector, int columns);

  /** Columns plus constants that are set after training. */
  T offset(String name, T vector, int columns);

  T relu(T tensor);

  T sigmoid(T tensor);

  /** A value times its sigmoid (Elfwing, Uchibe, Doya 2018). */
  T silu(T tensor);

  T sine(T tensor);

  /** Softmax over columns. */
  T softmax(T vector);

  /** The mean over time: [rows][channels]. */
  T meanOverTime(T signal);

  /** Each channel of a signal times its column of a vector. */
  T scaleChannels(T signal, T vector, int channels);

  /** Each channel of a signal plus its column of a vector. */
  T shiftChannels(T signal, T vector, int channels);

  T multiply(T tensor, float factor);

  /** Each value, at least the one and at most the other bound. */
  T clip(T tensor, float low, float high);

  T add(T one, T other);

  /** Side by side: channels of signals or columns of vectors. */
  T join(List<T> tensors);

  /** Some channels of a signal. */
  T channels(T signal, int from, int count);

  /** Channels and time changed places. */
  T swap(T signal);

  /** Sizes after the first, which follows. */
  T reshape(T tensor, int... sizes);

  /** {@code weight} of the one and the rest of the other; the weight is [rows][1]. */
  T mix(T one, T other, T weight);

  /** In training, a share of the values set to zero and the others raised; otherwise nothing. */
  T dropout(T tensor, double share);
}
