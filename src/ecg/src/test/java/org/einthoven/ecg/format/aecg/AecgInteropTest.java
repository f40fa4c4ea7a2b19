package org.einthoven.ecg.format.aecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.SharedInterop;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;

/** Reads the documents of other makers. */
class AecgInteropTest {

  private static final Set<Lead> TWELVE = EnumSet.range(Lead.I, Lead.V6);

  @Test
  void readsTheOfficialExample() throws Exception {
    Recording recording = recording("hl7-official_Example_aECG.xml");
    assertThat(recording.length()).isEqualTo(5000);
    assertThat(recording.samplesPerSecond()).isEqualTo(500);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsAll(TWELVE).hasSize(12);
    assertThat(recording.signal(Lead.I).orElseThrow().microvolts())
        .startsWith(-5f, -5f, -5f, -5f, -7.5f, -10f);
    assertThat(recording.acquired().local()).isEqualTo(LocalDateTime.of(2002, 11, 22, 9, 10));
    assertThat(recording.acquired().offset()).isNull();
    assertThat(recording.patient().identifiers().get(0).value()).isEqualTo("SBJ-123");
    assertThat(recording.device().model()).isEqualTo("ELI250");
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("derived"));
  }

  /** The sums were taken with another language's XML parser: sum of |origin + scale × digit|. */
  @Test
  void readsEverySampleOfTheOfficialExample() throws Exception {
    double[] sums = {
      215467.5, 425885, 542327.5, 888685, 868422.5, 591487.5, 338707.5, 329270, 460807.5, 250385,
      297412.5, 424665
    };
    Recording recording = recording("hl7-official_Example_aECG.xml");
    for (int lead = 0; lead < sums.length; lead++) {
      double sum = 0;
      for (float sample : recording.leads().get(lead).microvolts()) {
        sum += Math.abs(sample);
      }
      assertThat(sum).isEqualTo(sums[lead]);
    }
  }

  @Test
  void readsTheExportOfARecorderThatBreaksTheSchema() throws Exception {
    Recording recording = recording("contec_8000g_raw_data.xml");
    assertThat(recording.samplesPerSecond()).isEqualTo(1000);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsAll(TWELVE).hasSize(12);
    assertThat(recording.patient().familyName()).isEqualTo("PERSON NAME");
    assertThat(recording.patient().identifiers()).hasSize(1);
    float[] one = recording.signal(Lead.I).orElseThrow().microvolts();
    float[] two = recording.signal(Lead.II).orElseThrow().microvolts();
    float[] three = recording.signal(Lead.III).orElseThrow().microvolts();
    for (int i = 0; i < one.length; i++) {
      assertThat(Math.abs(two[i] - one[i] - three[i])).isLessThanOrEqualTo(7);
    }
  }

  @Test
  void readsADocumentWithARelativeTimeAxis() throws Exception {
    Recording recording = recording("cvrg_hl7aecg-Example2.xml");
    assertThat(recording.samplesPerSecond()).isEqualTo(1000);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsAll(TWELVE);
    assertThat(recording.acquired().local()).isEqualTo(LocalDateTime.of(2004, 1, 15, 11, 20, 4));
  }

  @Test
  void readsEveryDocumentButTheEmptyOne() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(SharedInterop.folder("aecg"))) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(10);
    for (Path file : files) {
      ReadResult result = read(file);
      if (file.getFileName().toString().equals("fda_empty.xml")) {
        ReadResult.Refused refused = (ReadResult.Refused) result;
        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.place()).contains("/AnnotatedECG/component/series");
        assertThat(refused.remedy()).contains("RHYTHM");
      } else {
        assertThat(result).as(file.getFileName().toString()).isInstanceOf(ReadResult.Read.class);
      }
    }
  }

  private static Recording recording(String name) throws Exception {
    return AecgText.recording(read(SharedInterop.folder("aecg").resolve(name)));
  }

  private static ReadResult read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return new AecgReader().read(in);
    }
  }
}
