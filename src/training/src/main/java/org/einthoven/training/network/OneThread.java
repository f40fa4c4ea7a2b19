package org.einthoven.training.network;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Keeps libtorch to one thread. Its own setting does not reach the thread that it computes
 * gradients in: there OpenBLAS would split each small product over all cores, and on a busy machine
 * wait for them most of the time.
 *
 * <p>It also keeps libtorch from asking for NNPACK, which many processors do not have: it would ask
 * anew and write a line for every convolution, and compute otherwise on machines that have it. And
 * from oneDNN, whose convolutions compute with what was in memory before they came: where that was
 * a NaN, networks were lost (TorchGraphTest).
 */
public final class OneThread {

  private OneThread() {}

  /** From now on nothing that libtorch computes is split over cores. */
  public static void use() {
    torch.set_num_threads(1);
    torch.globalContext().setUserEnabledNNPACK(false);
    torch.globalContext().setUserEnabledMkldnn(false);
    openblas_nolapack.blas_set_num_threads(1);
  }
}
