package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QrsEvaluationTest {

  private static final int RATE = 360;
  private static final int SECONDS = 400;

  @TempDir Path folder;

  @Test
  void countsWhatAnnotationsAndDetectorDisagreeOn() throws IOException {
    writeRecord();
    QrsEvaluation.Result result = QrsEvaluation.onMitBih(folder).get(0);
    // One beat a second from 0.5 s: 100 after the fifth minute; one of them is not annotated, and
    // one annotation has no beat.
    assertThat(result.gross()).isEqualTo(new QrsCounts(99, 1, 1));
    assertThat(result.records()).hasSize(1);
    assertThat(QrsEvaluation.onMitBih(folder).get(1).gross()).isEqualTo(new QrsCounts(399, 1, 1));
  }

  @Test
  void writesTheFiguresAsJson() throws IOException {
    writeRecord();
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new EvaluateQrs())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .execute("--mitdb", folder.toString(), "--format", "json");
    assertThat(code).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/gross/se").asDouble()).isEqualTo(0.99);
    assertThat(json.at("/average/ppv").asDouble()).isEqualTo(0.99);
    assertThat(json.at("/records/0/record").asText()).isEqualTo("900");
    assertThat(json.at("/ways/whole/gross/found").asInt()).isEqualTo(399);
  }

  @Test
  void saysWhatToDownloadAndFromWhereWhenTheDatabaseIsMissing() {
    assertThatThrownBy(() -> QrsEvaluation.onMitBih(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("MIT-BIH Arrhythmia Database 1.0.0")
        .hasMessageContaining("https://physionet.org/content/mitdb/1.0.0/");
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new EvaluateQrs())
            .setErr(new PrintWriter(err))
            .execute("--mitdb", folder.toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("physionet.org");
  }

  private void writeRecord() throws IOException {
    Files.writeString(folder.resolve("RECORDS"), "900\n");
    Files.writeString(
        folder.resolve("900.hea"),
        "900 1 " + RATE + " " + RATE * SECONDS + "\n900.dat 16 200 16 0 0 0 0 MLII\n");
    byte[] data = new byte[2 * RATE * SECONDS];
    List<WfdbAnnotation> annotations = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      int peak = second * RATE + RATE / 2;
      for (int k = -30; k <= 30; k++) {
        int digit = (int) Math.round(200 * Math.exp(-k * k / 40.0));
        data[2 * (peak + k)] = (byte) digit;
        data[2 * (peak + k) + 1] = (byte) (digit >> 8);
      }
      if (second != 350) {
        annotations.add(WfdbAnnotation.of(peak, 'N'));
      }
      if (second == 360) {
        annotations.add(WfdbAnnotation.of(peak + RATE / 2, 'V'));
      }
    }
    Files.write(folder.resolve("900.dat"), data);
    try (OutputStream out = Files.newOutputStream(folder.resolve("900.atr"))) {
      WfdbAnnotations.write(annotations, out);
    }
  }
}
