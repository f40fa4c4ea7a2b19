package org.einthoven.training.network;

import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The gradients of a loss, bounded together. */
public final class Gradients {

  private Gradients() {}

  /**
   * Computes the gradients of all that is trained.
   *
   * @param loss one number
   * @param largest the norm of all gradients together is at most this
   * @throws ArithmeticException where they are not numbers: the training has diverged
   */
  public static void of(Tensor loss, TensorVector trained, Optimizer optimiser, double largest) {
    optimiser.zero_grad();
    loss.backward();
    if (!Double.isFinite(torch.clip_grad_norm_(trained, largest))) {
      // Bounding has spread it to all weights: nothing that comes after would mean anything.
      throw new ArithmeticException(
          "the gradients are not numbers: the training has diverged; lower the learning rate");
    }
  }
}
