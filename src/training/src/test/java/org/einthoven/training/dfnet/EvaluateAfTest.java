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
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.training.data.WrittenRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateAfTest {

  private static final int OF_EACH = 20;

  @TempDir private Path cinc2017;

  @BeforeEach
  void writeDatabase() throws IOException {
    List<String> reference = new ArrayList<>();
    for (int i = 0; i < 2 * OF_EACH; i++) {
      boolean fibrillation = i % 2 == 0;
      String name = "A%05d".formatted(i);
      Recording recording =
          EcgSynthesis.of(
                  fibrillation ? SyntheticRhythm.ATRIAL_FIBRILLATION : SyntheticRhythm.SINUS, i)
              .lasting(12, 300)
              .make()
              .recording();
      float[] microvolts = recording.signal(Lead.I).orElseThrow().microvolts();
      int[] digits = new int[microvolts.length];
      for (int j = 0; j < digits.length; j++) {
        digits[j] = Math.round(microvolts[j]);
      }
      WrittenRecords.challenge(cinc2017, name, digits);
      reference.add(name + (fibrillation ? ",A" : ",N"));
    }
    WrittenRecords.challenge(cinc2017, "A99999", new int[1500]);
    reference.add("A99999,~");
    Files.write(cinc2017.resolve("REFERENCE-v3.csv"), reference);
  }

  private String evaluate(String... more) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new EvaluateAf());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    List<String> arguments = new ArrayList<>(List.of("--cinc2017", cinc2017.toString()));
    arguments.addAll(List.of(more));
    assertThat(line.execute(arguments.toArray(new String[0]))).isZero();
    return out.toString();
  }

  @Test
  void theFiguresAreOfRecordsThatWereNotLearnedFrom() throws IOException {
    JsonNode report = new ObjectMapper().readTree(evaluate("--format", "json", "--model"));

    assertThat(report.get("f1").asDouble()).isGreaterThan(0.8);
    assertThat(report.get("auc").asDouble()).isGreaterThan(0.9);
    assertThat(report.at("/asInFolder/whole/all/n").asInt()).isEqualTo(2 * OF_EACH + 1);
    assertThat(report.at("/asInFolder/whole/normal/n").asInt()).isEqualTo(2 * OF_EACH);
    assertThat(report.at("/asInFolder/first10s/all/positives").asInt()).isEqualTo(OF_EACH);
    assertThat(report.at("/asInWholeDatabase/whole/all/ppv").isNumber()).isTrue();
    assertThat(report.get("model").asText()).startsWith("dfnet/");
  }

  @Test
  void aFoldThatIsLearnedFromIsNoTest() {
    CommandLine line = new CommandLine(new EvaluateAf());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setErr(new PrintWriter(new StringWriter()));

    assertThat(line.execute("--cinc2017", cinc2017.toString(), "--fold", "8")).isEqualTo(1);
  }
}
