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

class EvaluateDfnetTest {

  private static final double RATE = 360;

  @TempDir private Path mitdb;

  @BeforeEach
  void writeDatabase() throws IOException {
    for (int number : MitBih.DS2) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb, name, RATE, 22, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb, name, RATE, "N".repeat(27));
    }
  }

  private JsonNode evaluate(String... more) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new EvaluateDfnet());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    String[] arguments = new String[more.length + 4];
    System.arraycopy(
        new String[] {"--mitdb", mitdb.toString(), "--format", "json"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    assertThat(line.execute(arguments)).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void everyRecordOfTheTestPatientsIsJudgedByThePackagedModel() throws IOException {
    JsonNode report = evaluate("--protocol", "inter-patient");

    assertThat(report.get("protocol").asText()).isEqualTo("inter-patient");
    assertThat(report.get("model").asText()).startsWith("dfnet/");
    assertThat(report.get("records")).hasSize(22);
    assertThat(report.at("/classes/N/n").asInt()).isEqualTo(22 * 27);
    assertThat(report.at("/classes/V/se").isNull()).isTrue();
  }

  @Test
  void inPiecesTheSecondsAfterTheLastWholePieceAreLeftOut() throws IOException {
    JsonNode report = evaluate("--ten-seconds");

    // Beats at 0.4 + 0.8 i seconds: 25 of them before 20 s.
    assertThat(report.at("/classes/N/n").asInt()).isEqualTo(22 * 25);
    assertThat(report.get("protocol").asText()).contains("10 s");
  }

  @Test
  void endToEndOurOwnDetectorPlacesTheBeats() throws IOException {
    JsonNode report = evaluate("--beats", "detected");

    assertThat(report.get("protocol").asText()).contains("detected");
    assertThat(report.at("/classes/N/n").asInt()).isEqualTo(22 * 27);
    assertThat(report.at("/classes/N/se").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void theEc57ReportStandsBesideWithAnnotatedAndDetectedBeats() throws IOException {
    for (int number : MitBih.DS2) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb, name, RATE, 312, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb, name, RATE, "N".repeat(389));
    }
    JsonNode ec57 = evaluate("--records", "ds2").get("ec57");

    // Beats at 0.4 + 0.8 i seconds: 14 of them from the fifth minute on, 12 before the 310th
    // second.
    for (String way : new String[] {"annotated", "detected"}) {
      assertThat(ec57.at("/" + way + "/gross/qrs/n").asInt()).isEqualTo(22 * 14);
      assertThat(ec57.at("/" + way + "10s/gross/qrs/n").asInt()).isEqualTo(22 * 12);
      assertThat(ec57.at("/" + way + "/without202/qrs/n").asInt()).isEqualTo(21 * 14);
      assertThat(ec57.at("/" + way + "/records")).hasSize(22);
    }
    assertThat(ec57.at("/annotated/gross/veb/se").isNull()).isTrue();
  }
}
