package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.training.data.Ludb;
import org.einthoven.training.data.MissingDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DelineationEvaluationTest {

  private static final int P_ONSET = -80;
  private static final int P_END = -35;
  private static final int QRS_ONSET = -22;
  private static final int QRS_END = 25;
  private static final int T_END = 190;

  @TempDir private Path folder;

  @Test
  void measuresEachRecordBesideWhatWasMarkedInItsLeads() throws IOException {
    write(1, "");
    write(71, "");
    write(72, "#Unipolar ventricular pacing.\n");

    JsonNode json = evaluated();

    assertThat(json.at("/records").asInt()).isEqualTo(1);
    assertThat(json.at("/chosenOn/records").asInt()).isEqualTo(1);
    assertThat(json.at("/paced/records").asInt()).isEqualTo(1);
    assertThat(json.at("/boundaries/qrs.onset/n").asInt()).isEqualTo(1);
    assertThat(json.at("/boundaries/qrs.onset/se").asDouble()).isEqualTo(1);
    for (String interval : List.of("P", "PR", "QRS", "QT")) {
      assertThat(json.at("/intervals/" + interval + "/meanMs").asDouble())
          .as(interval)
          .isEqualTo(0, within(60.0));
    }
  }

  @Test
  void theSecondEarliestOnsetAndTheSecondLatestEndCountSoThatOneLeadAloneDoesNot()
      throws IOException {
    SyntheticEcg ecg = write(71, "");
    Ludb.Annotated record = new Ludb(folder).annotated(new Ludb(folder).records().get(0));

    AnnotatedBoundaries found = AnnotatedBoundaries.of(record.marked(), ecg.rPeaks());

    // Lead I was marked 10 samples wider on either side than all others.
    assertThat(found.onset(Ludb.Wave.QRS)).hasValue(2 * QRS_ONSET);
    assertThat(found.end(Ludb.Wave.QRS)).hasValue(2 * QRS_END);
    assertThat(found.onset(Ludb.Wave.P)).hasValue(2 * P_ONSET);
    assertThat(found.end(Ludb.Wave.T)).hasValue(2 * T_END);
  }

  @Test
  void saysWhatToDownloadAndFromWhereWhenTheDatabaseIsMissing() {
    assertThatThrownBy(() -> new Ludb(folder).records())
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("https://physionet.org/content/ludb/1.0.1/");
  }

  private JsonNode evaluated() throws IOException {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new EvaluateDelineation())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .execute("--ludb", folder.toString(), "--format", "json");
    assertThat(code).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private SyntheticEcg write(int number, String comments) throws IOException {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.SINUS, number).lasting(10, 500).beating(65).make();
    Recording twelve = ecg.recording().withDerivedLimbLeads();
    Path header = WfdbWriter.format16(1000).write(twelve, String.valueOf(number), folder);
    Files.writeString(header, Files.readString(header) + comments);
    for (Lead lead : Ludb.LEADS) {
      List<WfdbAnnotation> marks = new ArrayList<>();
      int wider = lead == Lead.I ? 10 : 0;
      for (int r : ecg.rPeaks()) {
        if (r > 150 && r + T_END + 20 < twelve.length()) {
          mark(marks, 'p', r + P_ONSET - wider, r - 55, r + P_END);
          mark(marks, 'N', r + QRS_ONSET - wider, r, r + QRS_END + wider);
          mark(marks, 't', r + 100, r + 150, r + T_END + wider);
        }
      }
      try (OutputStream file =
          Files.newOutputStream(
              folder.resolve(number + "." + lead.label().toLowerCase(Locale.ROOT)))) {
        WfdbAnnotations.write(marks, file);
      }
    }
    return ecg;
  }

  private static void mark(List<WfdbAnnotation> marks, char wave, int onset, int peak, int end) {
    marks.add(WfdbAnnotation.of(onset, '('));
    marks.add(WfdbAnnotation.of(peak, wave));
    marks.add(WfdbAnnotation.of(end, ')'));
  }
}
