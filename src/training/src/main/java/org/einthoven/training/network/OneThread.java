package org.einthoven.training.network;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Keeps libtorch to one thread. Its own setting does not reach the thread that it computes
 * gradients in: there OpenBLAS would split each small product over all cores, and on a busy machine
 * wait for them most of the time.
 */
public final class OneThread {

  private OneThread() {}

  /** From now on nothing that libtorch computes is split over cores. */
  public static void use() {
    torch.set_num_threads(1);
    openblas_nolapack.blas_set_num_threads(1);
  }
}
