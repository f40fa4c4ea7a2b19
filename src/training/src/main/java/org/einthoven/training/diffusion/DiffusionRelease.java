package org.einthoven.training.diffusion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.Sha256;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.inference.diffusion.CosineSchedule;
import org.einthoven.inference.diffusion.GeneratorGolden;
import org.einthoven.inference.diffusion.GeneratorManifest;
import org.einthoven.training.network.Denoiser;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.DenoiserOnnx;

/** Writes a folder that {@link BeatGenerator} loads. */
@SuppressWarnings("try") // a scope works by being open
final class DiffusionRelease {

  private static final int GOLDEN_ROWS = 4;
  private static final long GOLDEN_SEED = 20251118;
  private static final int CLASSES = GeneratorBeats.CLASSES.size();

  private final Path folder;
  private final String version;

  /**
   * A release to come.
   *
   * @param models the folder of all models
   */
  DiffusionRelease(Path models, String version) {
    this.folder = models.resolve(BeatGenerator.ID).resolve(version);
    this.version = version;
  }

  Path folder() {
    return folder;
  }

  /**
   * What was trained.
   *
   * @param weights the network
   * @param settings with which it was trained
   * @param scale the factor from a beat to a row of the network
   * @param training what it was made from
   * @param environment the machine and the versions
   * @param headline the few measured figures by which it is known
   */
  record Trained(
      Weights weights,
      DiffusionSettings settings,
      double scale,
      ModelManifest.Training training,
      Map<String, String> environment,
      List<HeadlineFigure> headline) {}

  void write(Trained trained, String card) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> files = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    Denoiser.Shape shape = trained.settings().shape();
    put(files, "model.onnx", DenoiserOnnx.write(trained.weights(), shape, CLASSES));
    put(files, GeneratorGolden.FILE, json.writeValueAsBytes(golden(trained.weights(), shape)));
    put(files, "card.md", card.getBytes(StandardCharsets.UTF_8));
    GeneratorManifest manifest =
        new GeneratorManifest(
            BeatGenerator.ID,
            version,
            "GRU-diffusion generator, Xu, Lu, Yang, Zhou, arXiv 2511.14104 (2025); a reconstruction",
            files,
            List.of(
                rows("noisy_beats"),
                rows("usual_beats"),
                tensor("times", "1"),
                tensor("classes", String.valueOf(CLASSES))),
            List.of(rows("velocities")),
            new GeneratorManifest.Window(
                BeatPreparation.SAMPLES_PER_SECOND,
                BeatPreparation.BEFORE_R,
                BeatPreparation.AFTER_R,
                BeatWindow.LEADS,
                "half the usual peak-to-peak amplitude of the lead"),
            new GeneratorManifest.Diffusion(
                "cosine", CosineSchedule.STEPS, "velocity", trained.scale()),
            GeneratorBeats.CLASSES,
            trained.weights().parameters(),
            trained.settings().byName(),
            trained.environment(),
            trained.training(),
            trained.headline());
    Files.write(
        folder.resolve(GeneratorManifest.FILE),
        json.enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
  }

  void makeCurrent() throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.writeString(parent.resolve("CURRENT"), version + "\n");
    }
  }

  private void put(Map<String, String> files, String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    files.put(name, Sha256.of(bytes));
  }

  /** Answered by libtorch, so that replaying them in ONNX Runtime compares the two. */
  static GeneratorGolden golden(Weights weights, Denoiser.Shape shape) {
    SplittableRandom random = new SplittableRandom(GOLDEN_SEED);
    float[] noisy = noise(random);
    float[] usual = noise(random);
    float[] times = new float[GOLDEN_ROWS];
    float[] classes = new float[GOLDEN_ROWS * CLASSES];
    for (int row = 0; row < GOLDEN_ROWS; row++) {
      times[row] = (row + 1f) / GOLDEN_ROWS;
      classes[row * CLASSES + row % CLASSES] = 1;
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor velocities =
          Denoiser.velocity(
              new TorchGraph(weights),
              shape,
              Tensor.create(noisy, GOLDEN_ROWS, BeatWindow.LEADS, BeatWindow.ROW_SAMPLES),
              Tensor.create(usual, GOLDEN_ROWS, BeatWindow.LEADS, BeatWindow.ROW_SAMPLES),
              Tensor.create(times, GOLDEN_ROWS, 1),
              Tensor.create(classes, GOLDEN_ROWS, CLASSES),
              CLASSES);
      return new GeneratorGolden(
          GOLDEN_ROWS, noisy, usual, times, classes, TorchGraph.values(velocities));
    }
  }

  private static float[] noise(SplittableRandom random) {
    float[] noise = new float[GOLDEN_ROWS * BeatWindow.ROW];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Math.round(random.nextGaussian() * 1000) / 1000f;
    }
    return noise;
  }

  private static ModelManifest.TensorShape rows(String name) {
    return tensor(name, String.valueOf(BeatWindow.LEADS), String.valueOf(BeatWindow.ROW_SAMPLES));
  }

  private static ModelManifest.TensorShape tensor(String name, String... sizes) {
    List<String> shape = new ArrayList<>(List.of("beats"));
    shape.addAll(List.of(sizes));
    return new ModelManifest.TensorShape(name, "float32", shape);
  }
}
