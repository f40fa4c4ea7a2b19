package org.einthoven.training.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.WrittenRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperPreparationTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeRecord() throws IOException {
    WrittenRecords.write(folder, "100", 360, 20, Lead.MODIFIED_LIMB, Lead.V1);
  }

  private RecordBeats prepared(String letters) throws IOException {
    WrittenRecords.annotate(folder, "100", 360, letters);
    return PaperPreparation.prepare(new MitBih(folder).record(100)).orElseThrow();
  }

  @Test
  void thePeakStandsAtItsPlaceInMillivolts() throws IOException {
    RecordBeats beats = prepared("NNNVNNNN");

    float[] window = beats.windows()[4];
    int highest = 0;
    for (int i = 0; i < PaperPreparation.SAMPLES; i++) {
      highest = window[i] > window[highest] ? i : highest;
    }
    assertThat(highest).isEqualTo(PaperPreparation.BEFORE_R);
    assertThat(window[highest]).as("1 mV, less what the filters take").isBetween(0.75f, 1.05f);
    assertThat(window[PaperPreparation.SAMPLES + highest]).isGreaterThan(window[highest]);
    assertThat(beats.record()).isEqualTo(100);
    assertThat(beats.classes()[3]).isEqualTo(BeatClass.V);
    assertThat(beats.features()[0]).hasSize(BeatPreparation.FEATURES);
  }

  @Test
  void aUsualBeatDoesNotDifferFromTheUsualBeat() throws IOException {
    RecordBeats beats = prepared("NNNNNNNNNN");

    float[] window = beats.windows()[5];
    for (int i = 2 * PaperPreparation.SAMPLES; i < window.length; i++) {
      assertThat(window[i]).isCloseTo(0, within(0.02f));
    }
  }

  @Test
  void tooFewBeatsGiveNone() throws IOException {
    WrittenRecords.annotate(folder, "100", 360, "NN");

    assertThat(PaperPreparation.prepare(new MitBih(folder).record(100))).isEmpty();
  }
}
