package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.einthoven.ecg.beat.BeatPreparation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is not what its manifest says does not start. */
class ModelVerificationTest {

  private static final String PREPARATION_2 =
      "0b0428f69e83b137c9828f05d28823e114915a1e9baca06f560500b16105be8c";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void copyPackagedModel() throws IOException {
    ModelFolder packaged = ModelLibrary.packaged().current(DfnetModel.ID);
    byte[] manifest = packaged.read(ModelManifest.FILE);
    Files.write(folder.resolve(ModelManifest.FILE), manifest);
    for (String file : JSON.readValue(manifest, ModelManifest.class).files().keySet()) {
      Files.write(folder.resolve(file), packaged.read(file));
    }
  }

  private ObjectNode read(String file) throws IOException {
    return (ObjectNode) JSON.readTree(folder.resolve(file).toFile());
  }

  private void write(String file, ObjectNode content) throws IOException {
    JSON.writeValue(folder.resolve(file).toFile(), content);
  }

  @Test
  void anUntouchedCopyLoads() {
    try (DfnetModel model = DfnetModel.load(folder);
        DfnetModel packaged = DfnetModel.loadPackaged()) {
      assertThat(model.identity()).isEqualTo(packaged.identity());
    }
  }

  @Test
  void oneChangedByteInAnyFileIsRefusedWithTheFilesName() throws IOException {
    for (String file :
        JSON.treeToValue(read("manifest.json"), ModelManifest.class).files().keySet()) {
      Path path = folder.resolve(file);
      byte[] good = Files.readAllBytes(path);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(path, bad);

      assertThatThrownBy(() -> DfnetModel.load(folder).close())
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining(file)
          .hasMessageContaining("SHA-256");

      Files.write(path, good);
    }
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(folder.resolve("golden.json"));

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("golden.json");
  }

  @Test
  void aManifestWithoutAHashOfTheWeightsIsRefused() throws IOException {
    ObjectNode manifest = read("manifest.json");
    ((ObjectNode) manifest.get("files")).remove("model.onnx");
    write("manifest.json", manifest);

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("model.onnx");
  }

  @Test
  void anotherPreparationIsRefused() throws IOException {
    ObjectNode manifest = read("manifest.json");
    ((ObjectNode) manifest.get("preprocessing")).put("version", "0");
    write("manifest.json", manifest);

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("signal preparation");
  }

  @Test
  void aGraphThatReadsOtherFeaturesThanItsPreparationGivesIsRefused() throws IOException {
    ObjectNode manifest = read("manifest.json");
    boolean earlier = manifest.get("preprocessing").get("version").asText().equals("2");
    ((ObjectNode) manifest.get("preprocessing"))
        .put("version", earlier ? BeatPreparation.VERSION : "2")
        .put("sha256", earlier ? BeatPreparation.settingsSha256() : PREPARATION_2);
    write("manifest.json", manifest);

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("features of a beat");
  }

  @Test
  void answersThatDifferFromTheGoldenOnesAreRefused() throws IOException {
    ObjectNode golden = read("golden.json");
    ArrayNode probabilities = (ArrayNode) golden.get("infarctionProbabilities");
    probabilities.set(0, probabilities.numberNode(probabilities.get(0).floatValue() + 0.001f));
    write("golden.json", golden);
    ObjectNode manifest = read("manifest.json");
    ((ObjectNode) manifest.get("files"))
        .put("golden.json", Sha256.of(Files.readAllBytes(folder.resolve("golden.json"))));
    write("manifest.json", manifest);

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("golden vectors");
  }

  @Test
  void aManifestMadeBeforeThereWereHeadlinesLoadsWithoutOne() throws IOException {
    ObjectNode manifest = read("manifest.json");
    manifest.remove("headline");
    write("manifest.json", manifest);

    try (DfnetModel model = DfnetModel.load(folder)) {
      assertThat(model.manifest().headline()).isEmpty();
    }
  }

  @Test
  void aHeadlineIsReadAsItStands() throws IOException {
    ObjectNode manifest = read("manifest.json");
    HeadlineFigure figure = new HeadlineFigure("V F1", 95.2, "%", "MIT-BIH DS2", "inter-patient");
    manifest.putArray("headline").addPOJO(figure);
    write("manifest.json", manifest);

    try (DfnetModel model = DfnetModel.load(folder)) {
      assertThat(model.manifest().headline()).containsExactly(figure);
    }
  }

  @Test
  void aManifestThatIsNoJsonIsRefused() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "not a manifest");

    assertThatThrownBy(() -> DfnetModel.load(folder).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aLibraryWithoutTheModelIsRefused() {
    assertThatThrownBy(() -> ModelLibrary.at(folder).current("dfnet"))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("CURRENT");
  }
}
