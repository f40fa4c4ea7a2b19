package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.WrittenRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command on databases of a few synthetic records. */
class TrainDfnetTest {

  private static final DfnetSettings SMALL =
      new DfnetSettings(2, 30, 64, 8, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  private static final Lead[] TWELVE = {
    Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF,
    Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6
  };

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDatabases() throws IOException {
    for (int number : MitBih.DS1) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb(), name, 360, 22, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb(), name, 360, "NNNNNNNANNNNNNNNNNNVNNNNN");
    }
    Path ptbxl = Files.createDirectories(folder.resolve("ptbxl"));
    Files.writeString(
        ptbxl.resolve("scp_statements.csv"),
        ",description,diagnostic,diagnostic_class\nIMI,i,1.0,MI\nNORM,n,1.0,NORM\n");
    StringBuilder table =
        new StringBuilder("ecg_id,patient_id,age,sex,scp_codes,strat_fold,filename_hr\n");
    for (int i = 1; i <= 16; i++) {
      String code = i % 4 < 2 ? "IMI" : "NORM";
      int fold = (i + 1) / 2;
      table.append(i + "," + i + ",50,0,{'" + code + "': 100.0}," + fold + ",records/r" + i + "\n");
      WrittenRecords.write(ptbxl.resolve("records"), "r" + i, 500, 10, TWELVE);
    }
    Files.writeString(ptbxl.resolve("ptbxl_database.csv"), table);
  }

  private Path mitdb() {
    return folder.resolve("mitdb");
  }

  private int train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--mitdb",
                mitdb().toString(),
                "--ptbxl",
                folder.resolve("ptbxl").toString(),
                "--out",
                folder.resolve("models").toString(),
                "--work",
                folder.resolve("work").toString(),
                "--cache",
                folder.resolve("cache").toString(),
                "--release",
                "9.9.9",
                "--commit",
                "abc",
                "--without-test"));
    arguments.addAll(Arrays.asList(more));
    CommandLine line = new CommandLine(new TrainDfnet(SMALL));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(new String[0]));
  }

  @Test
  void severalSeedsGiveAFolderThatLoadsWithCurvesAndManifest() throws IOException {
    assertThat(train("--seeds", "2")).as(err::toString).isZero();

    Path model = folder.resolve("models").resolve("dfnet").resolve("9.9.9");
    assertThat(model.resolve("learning-curve.svg")).content().contains("seed 2 final");
    JsonNode manifest = new ObjectMapper().readTree(model.resolve("manifest.json").toFile());
    assertThat(manifest.at("/training/code").asText()).isEqualTo("abc");
    assertThat(manifest.at("/training/leftOut")).isEmpty();
    assertThat(manifest.at("/training/settings/epochs").asInt()).isPositive();
    assertThat(manifest.at("/training/environment/libtorch").asText()).isNotBlank();
    assertThat(manifest.at("/files/learning-curve.csv").asText()).hasSize(64);
    assertThat(err.toString()).contains("0 of 22 records left out", "left\n");

    double seconds = manifest.at("/training/environment/processorSeconds").asDouble();
    assertThat(seconds).isPositive();

    byte[] first = Files.readAllBytes(model.resolve("model.onnx"));
    err.getBuffer().setLength(0);
    assertThat(train("--seeds", "2", "--resume")).isZero();
    assertThat(err.toString()).as("nothing is trained again").doesNotContain("epoch 1/");
    manifest = new ObjectMapper().readTree(model.resolve("manifest.json").toFile());
    assertThat(manifest.at("/training/environment/processorSeconds").asDouble())
        .as("what was trained before counts")
        .isEqualTo(seconds);
    assertThat(Files.readAllBytes(model.resolve("model.onnx"))).isEqualTo(first);
  }

  @Test
  void nothingIsTrainedWithAHoleInTheDataUnlessThatIsAllowed() throws IOException {
    Files.delete(mitdb().resolve("230.dat"));

    assertThat(train()).isEqualTo(1);
    assertThat(err.toString()).contains("1 of 22 records left out", "230", "--allow-missing");
    assertThat(folder.resolve("models")).doesNotExist();

    assertThat(train("--allow-missing")).as(err::toString).isZero();
    Path model = folder.resolve("models").resolve("dfnet").resolve("9.9.9");
    JsonNode manifest = new ObjectMapper().readTree(model.resolve("manifest.json").toFile());
    assertThat(manifest.at("/training/leftOut/0/record").asText()).isEqualTo("230");
    assertThat(manifest.at("/training/leftOut/0/reason").asText()).contains("missing");
  }

  @Test
  void aSecondTrainingGivesTheSameNetworkBitForBit() {
    assertThat(train("--verify-repeat")).as(err::toString).isZero();
    assertThat(err.toString()).contains("the same network bit for bit");
  }
}
