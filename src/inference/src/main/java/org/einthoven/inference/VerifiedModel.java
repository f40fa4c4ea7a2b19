package org.einthoven.inference;

import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmPreparation;

/**
 * A model folder whose files are those that its manifest names.
 *
 * @param manifest what it says of itself
 * @param manifestSha256 SHA-256 of the manifest itself
 * @param weights {@code model.onnx}
 * @param golden the vectors it must answer to
 * @param written what its card says, as Markdown; empty where the manifest names no card
 */
record VerifiedModel(
    ModelManifest manifest,
    String manifestSha256,
    byte[] weights,
    GoldenVectors golden,
    String written) {

  /**
   * Reads a folder and checks every hash, and that the preparation is the one that the model was
   * trained with.
   *
   * @throws ModelRefusedException with the file and the remedy where something does not agree
   */
  static VerifiedModel verify(ModelFolder folder) {
    ModelFiles files = new ModelFiles(folder);
    byte[] manifestBytes = files.read(ModelManifest.FILE);
    ModelManifest manifest = files.parse(ModelManifest.FILE, manifestBytes, ModelManifest.class);
    files.check(manifest.files(), ModelFiles.WEIGHTS, GoldenVectors.FILE);
    ModelManifest.Preprocessing trained = manifest.preprocessing();
    if (BeatPreparation.features(trained.version(), trained.sha256()).isEmpty()) {
      checkPreparation(
          files,
          "signal",
          trained,
          new ModelManifest.Preprocessing(
              BeatPreparation.VERSION, BeatPreparation.settingsSha256()));
    }
    if (manifest.fibrillation() != null) {
      checkPreparation(
          files,
          "rhythm",
          manifest.fibrillation().preprocessing(),
          new ModelManifest.Preprocessing(
              RhythmPreparation.VERSION, RhythmPreparation.settingsSha256()));
    }
    return new VerifiedModel(
        manifest,
        Sha256.of(manifestBytes),
        files.read(ModelFiles.WEIGHTS),
        files.parse(GoldenVectors.FILE, files.read(GoldenVectors.FILE), GoldenVectors.class),
        manifest.files().containsKey(ModelCard.FILE)
            ? new String(files.read(ModelCard.FILE), StandardCharsets.UTF_8)
            : "");
  }

  private static void checkPreparation(
      ModelFiles files,
      String of,
      ModelManifest.Preprocessing trained,
      ModelManifest.Preprocessing here) {
    if (!trained.equals(here)) {
      throw files.refused(
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
}
