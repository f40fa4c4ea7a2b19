package org.einthoven.training.network;

/** Constants of a graph that bring each column of its features to mean 0 and deviation 1. */
public final class Standardisation {

  private static final double SMALLEST_DEVIATION = 0.05;

  private Standardisation() {}

  /**
   * Sets the constants.
   *
   * @param name of the constants in the graph
   * @param rows features, [rows][columns], at least one row
   */
  public static void set(TorchGraph graph, String name, float[][] rows) {
    int columns = rows[0].length;
    float[] means = new float[columns];
    float[] factors = new float[columns];
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[column];
        squares += (double) row[column] * row[column];
      }
      double mean = sum / rows.length;
      double deviation = Math.sqrt(Math.max(0, squares / rows.length - mean * mean));
      means[column] = (float) mean;
      factors[column] = (float) (1 / Math.max(deviation, SMALLEST_DEVIATION));
    }
    graph.set(name + ".mean", means);
    graph.set(name + ".factor", factors);
  }
}
