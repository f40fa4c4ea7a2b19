package org.einthoven.inference.diffusion;

/**
 * Inputs of a beat generator and what it must answer; no patient's beats.
 *
 * @param rows how many
 * @param noisy [rows][2][96]
 * @param usual [rows][2][96]
 * @param times [rows]
 * @param classes [rows][classes]
 * @param velocities [rows][2][96]
 */
public record GeneratorGolden(
    int rows, float[] noisy, float[] usual, float[] times, float[] classes, float[] velocities) {

  /** The name of the file that holds them. */
  public static final String FILE = "golden.json";

  /** How far an answer may lie from the golden one. */
  public static final float TOLERANCE = 1e-4f;
}
