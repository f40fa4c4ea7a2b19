package org.einthoven.inference.reading;

import java.util.Optional;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetInputs;

/**
 * A reading, and what the model was asked for it.
 *
 * @param reading what is reported
 * @param scored what the model was given and answered; empty where the recording allowed it no say
 */
public record Examination(Reading reading, Optional<Scored> scored) {

  /**
   * One question and its answer.
   *
   * @param inputs what the model was given
   * @param answers what it answered
   */
  public record Scored(DfnetInputs inputs, DfnetAnswers answers) {}
}
