package org.einthoven.training.dfnet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.GoldenVectors;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.DfnetOnnx;
import org.jspecify.annotations.Nullable;

/** Writes a model folder that {@link DfnetModel} loads. */
@SuppressWarnings("try") // a scope works by being open
public final class DfnetRelease {

  private static final int GOLDEN_BEATS = 6;
  private static final int GOLDEN_RECORDINGS = 2;
  private static final String CARD = "card.md";
  private static final String CHOSEN_ON =
      "PTB-XL folds 1-8, each scored by a network that had not seen its patients";

  private final Path folder;
  private final String version;
  private final Map<String, byte[]> beside = new LinkedHashMap<>();
  private ModelManifest.@Nullable Fibrillation fibrillation;
  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * A release to come.
   *
   * @param models the folder of all models
   */
  public DfnetRelease(Path models, String version) {
    this.folder = models.resolve(DfnetModel.ID).resolve(version);
    this.version = version;
  }

  /** Files that are written beside the model, by name; the manifest gives their hashes too. */
  DfnetRelease with(Map<String, byte[]> files) {
    beside.putAll(files);
    return this;
  }

  /**
   * Says from which probability fibrillation is stated, and that no beat is S where it is; without
   * it a network's fibrillation head is not offered.
   */
  public DfnetRelease withFibrillation(double threshold) {
    this.fibrillation =
        new ModelManifest.Fibrillation(
            "atrial fibrillation (flutter is not told apart)",
            "164889003",
            threshold,
            "PhysioNet/CinC 2017, each record scored by a network that had not seen it",
            new ModelManifest.Preprocessing(
                RhythmPreparation.VERSION, RhythmPreparation.settingsSha256()),
            true);
    return this;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /**
   * Writes the folder.
   *
   * @param weights the network, its logit offsets set
   * @param threshold of the infarction head
   * @param abnormalities the labels of the abnormality head, in the order of its output
   * @param card the model card; null while the model is yet to be judged
   * @param headline the figures it is known by; empty while it is yet to be judged
   */
  public void write(
      Weights weights,
      double threshold,
      List<ModelManifest.Abnormality> abnormalities,
      ModelManifest.Training training,
      @Nullable String card,
      List<HeadlineFigure> headline)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, String> files = new LinkedHashMap<>();
    put(files, "model.onnx", DfnetOnnx.write(weights));
    put(files, GoldenVectors.FILE, new ObjectMapper().writeValueAsBytes(golden(weights)));
    if (card != null) {
      put(files, CARD, card.getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, byte[]> file : beside.entrySet()) {
      put(files, file.getKey(), file.getValue());
    }
    ModelManifest manifest =
        new ModelManifest(
            DfnetModel.ID,
            version,
            "multi-task DFNet, Xu, Lu, Yang, Zhou, arXiv 2511.14104 (2025); a reconstruction",
            files,
            inputs(weights),
            outputs(weights),
            BeatPreparation.SAMPLES_PER_SECOND,
            List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"),
            new ModelManifest.Preprocessing(
                BeatPreparation.VERSION, BeatPreparation.settingsSha256()),
            labels(),
            new ModelManifest.Infarction(
                "myocardial infarction (ECG finding, no age stated)",
                "164865005",
                threshold,
                CHOSEN_ON),
            new ModelManifest.Abnormalities(abnormalities, CHOSEN_ON),
            fibrillation,
            weights.parameters(),
            training,
            headline);
    Files.write(folder.resolve(ModelManifest.FILE), json.writeValueAsBytes(manifest));
  }

  /** Makes this the version in use. */
  public void makeCurrent() throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.writeString(parent.resolve("CURRENT"), version + "\n");
    }
  }

  private void put(Map<String, String> files, String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      files.put(name, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Answered by libtorch, so that replaying them in ONNX Runtime compares the two. */
  static GoldenVectors golden(Weights weights) {
    SyntheticBeats synthetic = new SyntheticBeats(20251118);
    float[] windows = synthetic.windows(GOLDEN_BEATS);
    float[] features = synthetic.features(GOLDEN_BEATS);
    float[] medians = synthetic.medianBeats(GOLDEN_RECORDINGS);
    TorchGraph graph = new TorchGraph(weights);
    int samples = BeatPreparation.WINDOW_SAMPLES;
    try (NoGradGuard guard = new NoGradGuard()) {
      Dfnet.Head<Tensor> beats =
          Dfnet.beats(
              graph,
              Tensor.create(windows, GOLDEN_BEATS, BeatPreparation.CHANNELS, samples),
              Tensor.create(features, GOLDEN_BEATS, BeatPreparation.FEATURES));
      Dfnet.MedianBeatHeads<Tensor> twelveLeads =
          Dfnet.medianBeats(
              graph,
              Tensor.create(medians, GOLDEN_RECORDINGS, BeatPreparation.TWELVE, samples),
              BeatPreparation.TWELVE,
              AbnormalityLabel.count());
      GoldenRhythms rhythms = GoldenRhythms.of(weights, graph);
      return new GoldenVectors(
          GOLDEN_BEATS,
          GOLDEN_RECORDINGS,
          windows,
          features,
          medians,
          TorchGraph.values(torch.softmax(beats.logits(), 1)),
          TorchGraph.values(beats.sharedShare()),
          TorchGraph.values(torch.sigmoid(twelveLeads.infarction().logits())),
          TorchGraph.values(twelveLeads.infarction().sharedShare()),
          TorchGraph.values(torch.sigmoid(twelveLeads.abnormalities().logits())),
          TorchGraph.values(twelveLeads.abnormalities().sharedShare()),
          rhythms.beats(),
          rhythms.features(),
          rhythms.probabilities(),
          rhythms.sharedShares());
    }
  }

  private static List<ModelManifest.TensorShape> inputs(Weights weights) {
    String samples = String.valueOf(BeatPreparation.WINDOW_SAMPLES);
    List<ModelManifest.TensorShape> inputs =
        new ArrayList<>(
            List.of(
                tensor("beat_windows", "beats", String.valueOf(BeatPreparation.CHANNELS), samples),
                tensor("beat_features", "beats", String.valueOf(BeatPreparation.FEATURES)),
                tensor(
                    "median_beats",
                    "recordings",
                    String.valueOf(BeatPreparation.TWELVE),
                    samples)));
    if (weights.hasHead("fibrillation")) {
      String channels = String.valueOf(RhythmPreparation.CHANNELS);
      inputs.add(tensor("rhythm_beats", "stretches", channels, samples));
      inputs.add(tensor("rhythm_features", "stretches", String.valueOf(RhythmFeature.COUNT)));
    }
    return inputs;
  }

  private static List<ModelManifest.TensorShape> outputs(Weights weights) {
    List<ModelManifest.TensorShape> outputs =
        new ArrayList<>(
            List.of(
                tensor("beat_probabilities", "beats", String.valueOf(BeatClass.values().length)),
                tensor("beat_shared_share", "beats", "1"),
                tensor("infarction_probability", "recordings", "1"),
                tensor("infarction_shared_share", "recordings", "1"),
                tensor(
                    "abnormality_probabilities",
                    "recordings",
                    String.valueOf(AbnormalityLabel.count())),
                tensor("abnormality_shared_share", "recordings", "1")));
    if (weights.hasHead("fibrillation")) {
      outputs.add(tensor("fibrillation_probability", "stretches", "1"));
      outputs.add(tensor("fibrillation_shared_share", "stretches", "1"));
    }
    return outputs;
  }

  private static ModelManifest.TensorShape tensor(String name, String... shape) {
    return new ModelManifest.TensorShape(name, "float32", List.of(shape));
  }

  private static List<ModelManifest.Label> labels() {
    return List.of(
        new ModelManifest.Label("N", null),
        new ModelManifest.Label("S", "63593006"),
        new ModelManifest.Label("V", "17338001"),
        new ModelManifest.Label("F", "13640000"),
        new ModelManifest.Label("Q", null));
  }
}
