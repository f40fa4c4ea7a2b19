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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateGatesTest {

  private static final double RATE = 360;

  @TempDir private Path mitdb;

  @BeforeEach
  void writeDatabase() throws IOException {
    for (int number : MitBih.DS1) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb, name, RATE, 22, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb, name, RATE, "N".repeat(20) + "V" + "N".repeat(6));
    }
  }

  private String evaluate(String format) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new EvaluateGates());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("--mitdb", mitdb.toString(), "--format", format)).isZero();
    return out.toString();
  }

  @Test
  void weightsAreSpreadByClassAndRecordOfTheTrainingPatients() throws IOException {
    JsonNode beat = new ObjectMapper().readTree(evaluate("json")).get("beat");

    assertThat(beat.get("set").asText()).isEqualTo("ds1");
    assertThat(beat.at("/classes/N/n").asInt()).isEqualTo(22 * 26);
    assertThat(beat.at("/classes/V/n").asInt()).isEqualTo(22);
    assertThat(beat.at("/classes/all/sd").asDouble()).isPositive();
    assertThat(beat.at("/classes/all/p5").asDouble())
        .isLessThan(beat.at("/classes/all/mean").asDouble());
    assertThat(beat.get("records")).hasSize(22);
  }

  @Test
  void theModelIsJudgedWithItsGateAsTrainedAndFrozen() throws IOException {
    JsonNode variants = new ObjectMapper().readTree(evaluate("json")).at("/beat/variants");

    assertThat(variants.fieldNames())
        .toIterable()
        .containsExactly("trained", "frozenAtMean", "ownFeaturesOnly", "sharedFeaturesOnly");
    assertThat(variants.at("/trained/accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(evaluate("markdown")).contains("frozen at its mean", "| 101 |", "macro-F1 %");
  }
}
