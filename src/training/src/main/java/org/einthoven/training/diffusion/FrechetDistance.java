package org.einthoven.training.diffusion;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The Fréchet distance between two sets of embeddings, each taken as normally distributed (Dowson,
 * Landau 1982; Heusel et al. 2017, without the Inception network). It grows as sets get smaller, so
 * that only distances between sets of the same size compare.
 */
@SuppressWarnings("try") // a scope works by being open
final class FrechetDistance {

  private FrechetDistance() {}

  /** The squared distance; both sets have rows of the same length and more than one row. */
  static double of(float[][] one, float[][] other) {
    int columns = one[0].length;
    double[] meanOne = mean(one);
    double[] meanOther = mean(other);
    double[] covarianceOne = covariance(one, meanOne);
    double[] covarianceOther = covariance(other, meanOther);
    double distance = 0;
    for (int i = 0; i < columns; i++) {
      double between = meanOne[i] - meanOther[i];
      distance += between * between;
      distance += covarianceOne[i * columns + i] + covarianceOther[i * columns + i];
    }
    return Math.max(0, distance - 2 * traceOfRoot(covarianceOne, covarianceOther, columns));
  }

  /** The trace of the root of the product, by way of a symmetric matrix of the same eigenvalues. */
  private static double traceOfRoot(double[] one, double[] other, int columns) {
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor a = Tensor.create(one, columns, columns);
      Tensor b = Tensor.create(other, columns, columns);
      var decomposed = torch.linalg_eigh(a);
      Tensor roots = decomposed.get0().clamp_min(new Scalar(0.0)).sqrt();
      Tensor vectors = decomposed.get1();
      Tensor root = vectors.mul(roots).matmul(vectors.t());
      Tensor symmetric = root.matmul(b).matmul(root);
      Tensor values = torch.linalg_eigvalsh(symmetric.add(symmetric.t()).mul(new Scalar(0.5)));
      return values.clamp_min(new Scalar(0.0)).sqrt().sum().item_double();
    }
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  private static double[] covariance(float[][] rows, double[] mean) {
    int columns = mean.length;
    double[] covariance = new double[columns * columns];
    for (float[] row : rows) {
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j < columns; j++) {
          covariance[i * columns + j] +=
              (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
        }
      }
    }
    return covariance;
  }
}
