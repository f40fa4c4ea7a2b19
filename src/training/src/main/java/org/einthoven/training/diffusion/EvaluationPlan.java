package org.einthoven.training.diffusion;

/**
 * How much an evaluation does.
 *
 * @param generator how each part's generator is trained
 * @param seeds networks of each setting and part
 * @param trialSteps of the optimiser, for each of them
 * @param encoderSteps of the optimiser, for the encoders
 * @param madeOfClass synthetic beats of each class to judge a generator by
 * @param filledOfClass synthetic S and as many V beats in other patients' places; half as many F
 */
record EvaluationPlan(
    DiffusionSettings generator,
    int seeds,
    int trialSteps,
    int encoderSteps,
    int madeOfClass,
    int filledOfClass) {

  /** What {@code evaluate diffusion} does. */
  static final EvaluationPlan DEFAULT =
      new EvaluationPlan(DiffusionSettings.DEFAULT.lasting(15), 5, 250, 300, 200, 500);
}
