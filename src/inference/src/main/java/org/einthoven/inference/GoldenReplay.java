package org.einthoven.inference;

import ai.onnxruntime.OrtException;
import java.util.Map;

/** Whether a graph still answers as it did when the model was made. */
final class GoldenReplay {

  private GoldenReplay() {}

  /**
   * Runs the golden inputs.
   *
   * @throws ModelRefusedException where an answer is missing or farther than {@link
   *     GoldenVectors#TOLERANCE} from the golden one
   */
  static void check(ModelFiles files, DfnetSession session, GoldenVectors golden) {
    Map<String, DfnetSession.Answer> answers;
    try {
      answers = session.run(golden.inputs());
    } catch (OrtException e) {
      throw new ModelRefusedException(
          "The model in " + files.folder().location() + " fails on its golden vectors", e);
    }
    Map<String, float[]> expected = golden.outputs();
    if (!answers.keySet().equals(expected.keySet())) {
      throw files.refused(
          "its graph answers "
              + answers.keySet()
              + ", its golden vectors hold "
              + expected.keySet());
    }
    answers.forEach(
        (name, answer) -> {
          if (!agree(answer.values(), expected.getOrDefault(name, new float[0]))) {
            throw files.refused("it does not answer its golden vectors as it did when it was made");
          }
        });
  }

  private static boolean agree(float[] found, float[] golden) {
    if (found.length != golden.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - golden[i]) <= GoldenVectors.TOLERANCE)) {
        return false;
      }
    }
    return true;
  }
}
