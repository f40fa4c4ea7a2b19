package org.einthoven.inference.diffusion;

import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.inference.ModelFiles;
import org.einthoven.inference.ModelFolder;

/**
 * A generator's folder whose files are those that its manifest names, and whose beats are cut as
 * this program cuts them.
 *
 * @param manifest what it says of itself
 * @param weights {@code model.onnx}
 * @param golden the vectors it must answer to
 */
record VerifiedGenerator(GeneratorManifest manifest, byte[] weights, GeneratorGolden golden) {

  static VerifiedGenerator verify(ModelFolder folder) {
    ModelFiles files = new ModelFiles(folder);
    GeneratorManifest manifest =
        files.parse(
            GeneratorManifest.FILE, files.read(GeneratorManifest.FILE), GeneratorManifest.class);
    files.check(manifest.files(), ModelFiles.WEIGHTS, GeneratorGolden.FILE);
    GeneratorManifest.Window window = manifest.window();
    if (window.samplesPerSecond() != BeatPreparation.SAMPLES_PER_SECOND
        || window.beforeR() != BeatPreparation.BEFORE_R
        || window.afterR() != BeatPreparation.AFTER_R
        || window.leads() != BeatWindow.LEADS
        || manifest.diffusion().steps() != CosineSchedule.STEPS) {
      throw files.refused(
          "its beats or its noise are not those of this program; train it again or use the program"
              + " it was made for");
    }
    return new VerifiedGenerator(
        manifest,
        files.read(ModelFiles.WEIGHTS),
        files.parse(GeneratorGolden.FILE, files.read(GeneratorGolden.FILE), GeneratorGolden.class));
  }
}
