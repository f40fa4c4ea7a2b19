package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.WrittenRecords;
import org.einthoven.training.onnx.OnnxPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluatePrecisionTest {

  @TempDir private Path mitdb;

  private static List<BeatScore> scores(OnnxPrecision precision, PreparedRecording recording) {
    try (DfnetModel model =
        DfnetModel.tryOut(ModelLibrary.packaged().current(DfnetModel.ID), precision::of)) {
      return ((Prepared.Ready<List<BeatScore>>) model.score(recording).beats()).input();
    }
  }

  @Test
  void anExportAnswersNearlyAsTheModelAndIsSmaller() throws IOException {
    WrittenRecords.write(mitdb, "101", 360, 22, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(mitdb, "101", 360, "N".repeat(27));
    MitBih.Annotated record = new MitBih(mitdb).record(101);
    PreparedRecording recording = BeatPreparation.prepare(record.recording(), record.rPeaks());
    List<BeatScore> full = scores(OnnxPrecision.FP32, recording);
    byte[] graph = ModelLibrary.packaged().current(DfnetModel.ID).read("model.onnx");

    assertThat(OnnxPrecision.FP32.of(graph)).isEqualTo(graph);
    assertThat(OnnxPrecision.FP16.of(graph).length).isLessThan(2 * graph.length / 3);
    assertThat(OnnxPrecision.INT8_WEIGHTS.of(graph).length).isLessThan(graph.length / 2);
    for (OnnxPrecision precision : OnnxPrecision.values()) {
      double tolerance = precision == OnnxPrecision.INT8_WEIGHTS ? 0.1 : 0.02;
      List<BeatScore> fewer = scores(precision, recording);
      for (int i = 0; i < full.size(); i++) {
        for (BeatClass beatClass : BeatClass.values()) {
          assertThat(fewer.get(i).probability(beatClass))
              .isCloseTo(full.get(i).probability(beatClass), within(tolerance));
        }
      }
    }
  }

  @Test
  void everyPrecisionIsComparedSideBySide() throws IOException {
    for (int number : MitBih.DS1) {
      String name = String.valueOf(number);
      WrittenRecords.write(mitdb, name, 360, 22, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(mitdb, name, 360, "N".repeat(27));
    }
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new EvaluatePrecision());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    assertThat(line.execute("--mitdb", mitdb.toString(), "--format", "json")).isZero();

    JsonNode precisions = new ObjectMapper().readTree(out.toString()).get("precisions");
    assertThat(precisions).hasSize(4);
    assertThat(precisions.at("/int8_weights/bytes").asInt())
        .isLessThan(precisions.at("/fp32/bytes").asInt());
    assertThat(precisions.at("/fp16/microsecondsPerBeat").asDouble()).isPositive();
  }
}
