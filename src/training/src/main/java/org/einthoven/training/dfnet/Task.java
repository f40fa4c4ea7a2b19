package org.einthoven.training.dfnet;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.training.network.TorchGraph;

/**
 * One of the tasks that a network learns at once: a head and the rows it learns from. A new head
 * needs a class of this kind and nothing in {@link DfnetTrainer}.
 */
interface Task {

  /** A word for progress lines and files, the same as the head's name in the network. */
  String name();

  /** How many steps an epoch has where this task leads, that is, stands first. */
  int stepsOfEpoch();

  /**
   * Sets the constants of the head (such as the standardisation of features) and passes one row
   * through it, which creates its weights, so that the optimiser knows them all.
   */
  void prepare(TorchGraph graph);

  /**
   * The batches of one epoch, as many as are asked for.
   *
   * @param random all that they may draw from; it depends on seed, task and epoch alone, so that a
   *     training that was broken off goes on as if it had not been
   */
  Batches epoch(SplittableRandom random);

  /** Batches one after another. */
  interface Batches {

    /**
     * Passes the next batch through the network.
     *
     * @return the mean loss, a tensor of one number that can be differentiated
     */
    Tensor nextLoss(TorchGraph graph);
  }
}
