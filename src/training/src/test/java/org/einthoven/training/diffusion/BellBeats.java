package org.einthoven.training.diffusion;

import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.training.network.Denoiser;

/** Beats of bell curves: narrow ones are N, wide ones V. */
final class BellBeats {

  static final DiffusionSettings SMALL =
      new DiffusionSettings(
          new Denoiser.Shape(8, 16, 16, 8, true),
          1,
          8,
          3e-3,
          1e-3,
          0.9,
          0.1,
          0.2,
          List.of(0.3, 0.25, 0.3, 0.15));

  private BellBeats() {}

  static GeneratorBeats of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] windows = new float[count][];
    float[][] usual = new float[count][];
    BeatClass[] classes = new BeatClass[count];
    int[] records = new int[count];
    for (int i = 0; i < count; i++) {
      boolean ventricular = i % 2 == 0;
      windows[i] = bell(ventricular ? 9 : 2.5, 0.9 + 0.2 * random.nextDouble());
      usual[i] = bell(2.5, 1);
      classes[i] = ventricular ? BeatClass.V : BeatClass.N;
      records[i] = 100 + i % 3;
    }
    return new GeneratorBeats(windows, usual, classes, records);
  }

  static float[] bell(double width, double height) {
    float[] window = new float[BeatWindow.WINDOW];
    for (int i = 0; i < window.length; i++) {
      double distance = (i % 90 - 35) / width;
      window[i] = (float) (2 * height * Math.exp(-distance * distance / 2));
    }
    return window;
  }
}
