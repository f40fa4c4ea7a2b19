package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.WrittenRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCalibrationTest {

  @TempDir private Path mitdb;

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new EvaluateCalibration());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    return line.execute(arguments);
  }

  @Test
  void everyHeadHasACurveWithCountsAndTheThresholdSaysWhereItWasChosen() throws IOException {
    for (int number : MitBih.DS1) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb, name, 360, 22, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb, name, 360, "N".repeat(27));
    }
    assertThat(run("--mitdb", mitdb.toString(), "--records", "ds1", "--format", "json")).isZero();

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("ece").isNumber()).isTrue();
    assertThat(json.at("/heads/beat/wholeRecords/n").asInt()).isEqualTo(22 * 27);
    assertThat(json.at("/heads/beat/wholeRecords/bins")).hasSize(10);
    assertThat(json.at("/heads/beat/N/brier").isNumber()).isTrue();
    assertThat(json.at("/thresholds/infarction/chosenOn").asText()).contains("PTB-XL");
  }

  @Test
  void aFoldThatWasTrainedOnIsNotJudged() {
    assertThat(run("--mitdb", mitdb.toString(), "--fold", "3")).isEqualTo(1);
  }
}
