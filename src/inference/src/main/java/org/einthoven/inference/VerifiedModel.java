package org.einthoven.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmPreparation;

/**
 * A model folder whose files are those that its manifest names.
 *
 * @param manifest what it says of itself
 * @param manifestSha256 SHA-256 of the manifest itself
 * @param weights {@code model.onnx}
 * @param golden the vectors it must answer to
 */
record VerifiedModel(
    ModelManifest manifest, String manifestSha256, byte[] weights, GoldenVectors golden) {

  static final String WEIGHTS = "model.onnx";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a folder and checks every hash, and that the preparation is the one that the model was
   * trained with.
   *
   * @throws ModelRefusedException with the file and the remedy where something does not agree
   */
  static VerifiedModel verify(ModelFolder folder) {
    byte[] manifestBytes = read(folder, ModelManifest.FILE);
    ModelManifest manifest = parse(folder, ModelManifest.FILE, manifestBytes, ModelManifest.class);
    for (String needed : new String[] {WEIGHTS, GoldenVectors.FILE}) {
      if (!manifest.files().containsKey(needed)) {
        throw refused(folder, "its manifest gives no hash of " + needed);
      }
    }
    FileHashes.check(folder, manifest.files());
    ModelManifest.Preprocessing trained = manifest.preprocessing();
    if (BeatPreparation.features(trained.version(), trained.sha256()).isEmpty()) {
      checkPreparation(
          folder,
          "signal",
          trained,
          new ModelManifest.Preprocessing(
              BeatPreparation.VERSION, BeatPreparation.settingsSha256()));
    }
    if (manifest.fibrillation() != null) {
      checkPreparation(
          folder,
          "rhythm",
          manifest.fibrillation().preprocessing(),
          new ModelManifest.Preprocessing(
              RhythmPreparation.VERSION, RhythmPreparation.settingsSha256()));
    }
    byte[] golden = read(folder, GoldenVectors.FILE);
    return new VerifiedModel(
        manifest,
        Sha256.of(manifestBytes),
        read(folder, WEIGHTS),
        parse(folder, GoldenVectors.FILE, golden, GoldenVectors.class));
  }

  private static void checkPreparation(
      ModelFolder folder,
      String of,
      ModelManifest.Preprocessing trained,
      ModelManifest.Preprocessing here) {
    if (!trained.equals(here)) {
      throw refused(
          folder,
          "it was trained with "
              + of
              + " preparation "
              + trained.version()
              + " ("
              + trained.sha256()
              + "), this program has "
              + here.version()
              + " ("
              + here.sha256()
              + "); train it again or use the program it was made for");
    }
  }

  ModelIdentity identity() {
    return new ModelIdentity(
        manifest.id(),
        manifest.version(),
        Sha256.of(weights),
        manifestSha256,
        manifest.preprocessing().version(),
        manifest.preprocessing().sha256());
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
