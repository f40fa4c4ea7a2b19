package org.einthoven.ecg.rhythm;

/**
 * A power spectrum by Welch's method: the median over stretches of {@value #LENGTH} samples that
 * overlap by half, under a Hann window. The median keeps a single artefact from ruling it.
 */
final class Spectrum {

  private static final int LENGTH = 512;

  /** The factors of each stage of the transform, which has half as many as it joins. */
  private static final double[][] COSINES = new double[Integer.numberOfTrailingZeros(LENGTH)][];

  private static final double[][] SINES = new double[COSINES.length][];

  static {
    for (int stage = 0; stage < COSINES.length; stage++) {
      int size = 2 << stage;
      COSINES[stage] = new double[size / 2];
      SINES[stage] = new double[size / 2];
      for (int k = 0; k < size / 2; k++) {
        double angle = -2 * Math.PI * k / size;
        COSINES[stage][k] = Math.cos(angle);
        SINES[stage][k] = Math.sin(angle);
      }
    }
  }

  private final double[] power;
  private final double step;

  private Spectrum(double[] power, double step) {
    this.power = power;
    this.step = step;
  }

  static Spectrum of(double[] signal, double samplesPerSecond) {
    int stretches = Math.max(1, (signal.length - LENGTH) / (LENGTH / 2) + 1);
    double[][] all = new double[stretches][];
    for (int i = 0; i < stretches; i++) {
      all[i] = stretch(signal, i * LENGTH / 2);
    }
    double[] power = new double[LENGTH / 2 + 1];
    double[] column = new double[stretches];
    for (int k = 0; k < power.length; k++) {
      for (int i = 0; i < stretches; i++) {
        column[i] = all[i][k];
      }
      power[k] = Numbers.median(column);
    }
    return new Spectrum(power, samplesPerSecond / LENGTH);
  }

  /** The power from one frequency to below another, above 0. */
  double between(double low, double high) {
    double sum = 1e-9;
    for (int k = 0; k < power.length; k++) {
      if (k * step >= low && k * step < high) {
        sum += power[k];
      }
    }
    return sum;
  }

  /** The frequency with the highest power within bounds. */
  double highest(double low, double high) {
    int best = (int) Math.ceil(low / step);
    for (int k = best; k * step <= high && k < power.length; k++) {
      best = power[k] > power[best] ? k : best;
    }
    return best * step;
  }

  private static double[] stretch(double[] signal, int from) {
    double[] real = new double[LENGTH];
    double[] imaginary = new double[LENGTH];
    int count = Math.min(LENGTH, signal.length - from);
    double mean = 0;
    for (int i = 0; i < count; i++) {
      real[i] = signal[from + i];
      mean += real[i] / LENGTH;
    }
    for (int i = 0; i < LENGTH; i++) {
      real[i] = (real[i] - mean) * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (LENGTH - 1)));
    }
    transform(real, imaginary);
    double[] power = new double[LENGTH / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    }
    return power;
  }

  /** The fast Fourier transform of Cooley and Tukey, in place. */
  private static void transform(double[] real, double[] imaginary) {
    int n = real.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double swap = real[i];
        real[i] = real[j];
        real[j] = swap;
      }
    }
    for (int stage = 0; stage < COSINES.length; stage++) {
      int size = 2 << stage;
      double[] cosines = COSINES[stage];
      double[] sines = SINES[stage];
      for (int start = 0; start < n; start += size) {
        for (int k = 0; k < size / 2; k++) {
          int even = start + k;
          int odd = even + size / 2;
          double re = real[odd] * cosines[k] - imaginary[odd] * sines[k];
          double im = real[odd] * sines[k] + imaginary[odd] * cosines[k];
          real[odd] = real[even] - re;
          imaginary[odd] = imaginary[even] - im;
          real[even] += re;
          imaginary[even] += im;
        }
      }
    }
  }
}
