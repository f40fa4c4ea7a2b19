package org.einthoven.training.diffusion;

import java.util.List;
import java.util.Optional;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.training.run.EpochLoss;

/**
 * The figures by which a generator is known when it is written. What its beats are worth is
 * measured later, by {@code evaluate diffusion}, and on other networks.
 */
final class DiffusionHeadline {

  private DiffusionHeadline() {}

  /**
   * The loss that training ended with.
   *
   * @param last epoch, empty where it is not known
   */
  static List<HeadlineFigure> of(Optional<EpochLoss> last) {
    return last
        .map(EpochLoss::lossOfTask)
        .map(losses -> losses.get(DiffusionTrainer.TASK))
        .map(
            loss ->
                new HeadlineFigure(
                    "training loss",
                    loss,
                    "1",
                    "MIT-BIH DS1",
                    "mean squared error of the velocity in the last epoch, on the beats trained on"))
        .stream()
        .toList();
  }
}
