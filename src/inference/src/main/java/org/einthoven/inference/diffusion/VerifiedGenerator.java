package org.einthoven.inference.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.inference.FileHashes;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelRefusedException;

/**
 * A generator's folder whose files are those that its manifest names, and whose beats are cut as
 * this program cuts them.
 *
 * @param manifest what it says of itself
 * @param weights {@code model.onnx}
 * @param golden the vectors it must answer to
 */
record VerifiedGenerator(GeneratorManifest manifest, byte[] weights, GeneratorGolden golden) {

  private static final String WEIGHTS = "model.onnx";
  private static final ObjectMapper JSON = new ObjectMapper();

  static VerifiedGenerator verify(ModelFolder folder) {
    GeneratorManifest manifest =
        parse(
            folder,
            GeneratorManifest.FILE,
            read(folder, GeneratorManifest.FILE),
            GeneratorManifest.class);
    for (String needed : new String[] {WEIGHTS, GeneratorGolden.FILE}) {
      if (!manifest.files().containsKey(needed)) {
        throw refused(folder, "its manifest gives no hash of " + needed);
      }
    }
    FileHashes.check(folder, manifest.files());
    GeneratorManifest.Window window = manifest.window();
    if (window.samplesPerSecond() != BeatPreparation.SAMPLES_PER_SECOND
        || window.beforeR() != BeatPreparation.BEFORE_R
        || window.afterR() != BeatPreparation.AFTER_R
        || window.leads() != BeatWindow.LEADS
        || manifest.diffusion().steps() != CosineSchedule.STEPS) {
      throw refused(
          folder,
          "its beats or its noise are not those of this program; train it again or use the program"
              + " it was made for");
    }
    return new VerifiedGenerator(
        manifest,
        read(folder, WEIGHTS),
        parse(
            folder,
            GeneratorGolden.FILE,
            read(folder, GeneratorGolden.FILE),
            GeneratorGolden.class));
  }

  private static byte[] read(ModelFolder folder, String file) {
    try {
      return folder.read(file);
    } catch (IOException e) {
      throw new ModelRefusedException(
          "The model in " + folder.location() + " is refused: " + file + " cannot be read", e);
    }
  }

  private static <T> T parse(ModelFolder folder, String file, byte[] bytes, Class<T> type) {
    try {
      T parsed = JSON.readValue(bytes, type);
      if (parsed == null) {
        throw refused(folder, file + " is empty");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      throw new ModelRefusedException(
          "The model in " + folder.location() + " is refused: " + file + " is not understood", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  static ModelRefusedException refused(ModelFolder folder, String why) {
    return new ModelRefusedException("The model in " + folder.location() + " is refused: " + why);
  }
}
