package org.einthoven.inference.diffusion;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Deterministic sampling (DDIM, Song, Meng, Ermon 2021, eta 0) with a network that answers
 * velocities (Salimans, Ho 2022): the same noise gives the same beat.
 */
final class DdimSampler {

  /** Further out than any beat: what the sampler may reach on its first, uncertain steps. */
  private static final float FARTHEST = 12;

  private final Network network;
  private final Sampling sampling;
  private final int columns;

  /** The network: rows in, rows of velocities out. */
  @FunctionalInterface
  interface Network {
    float[] velocities(float[] noisy, float[] usual, float[] times, float[] classes);
  }

  /**
   * A sampler.
   *
   * @param columns numbers of a beat
   */
  DdimSampler(Network network, Sampling sampling, int columns) {
    this.network = network;
    this.sampling = sampling;
    this.columns = columns;
  }

  /**
   * Draws beats.
   *
   * @param usual [beats][columns]
   * @param classes [beats][classes]
   * @param seeds of the noise of each beat, so that a beat does not depend on its neighbours
   * @return [beats][columns]
   */
  float[] draw(float[] usual, float[] classes, long[] seeds) {
    float[] beats = noise(seeds);
    float[] times = new float[seeds.length];
    for (int step = 0; step < sampling.steps(); step++) {
      double time = time(step);
      double next = time(step + 1);
      Arrays.fill(times, (float) time);
      float[] velocities = guided(beats, usual, times, classes);
      double signal = CosineSchedule.signal(time);
      double noise = CosineSchedule.noise(time);
      double nextSignal = CosineSchedule.signal(next);
      double nextNoise = CosineSchedule.noise(next);
      for (int i = 0; i < beats.length; i++) {
        double beat = signal * beats[i] - noise * velocities[i];
        double within = Math.max(-FARTHEST, Math.min(FARTHEST, beat));
        double rest = noise * beats[i] + signal * velocities[i];
        beats[i] = (float) (nextSignal * within + nextNoise * rest);
      }
    }
    return beats;
  }

  /** From 1 to 0 in equal steps, each one that the network was trained on. */
  private double time(int step) {
    double share = 1 - (double) step / sampling.steps();
    return Math.rint(share * CosineSchedule.STEPS) / CosineSchedule.STEPS;
  }

  private float[] guided(float[] beats, float[] usual, float[] times, float[] classes) {
    float[] velocities = network.velocities(beats, usual, times, classes);
    if (sampling.guidance() == 1) {
      return velocities;
    }
    float[] free = network.velocities(beats, usual, times, new float[classes.length]);
    for (int i = 0; i < velocities.length; i++) {
      velocities[i] = (float) (free[i] + sampling.guidance() * (velocities[i] - free[i]));
    }
    return velocities;
  }

  private float[] noise(long[] seeds) {
    float[] noise = new float[seeds.length * columns];
    for (int beat = 0; beat < seeds.length; beat++) {
      SplittableRandom random = new SplittableRandom(seeds[beat]);
      for (int i = 0; i < columns; i++) {
        noise[beat * columns + i] = (float) random.nextGaussian();
      }
    }
    return noise;
  }
}
