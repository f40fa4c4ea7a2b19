package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.training.data.NoiseStress.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseStressTest {

  @TempDir private Path folder;

  private void writeNoise(String record) throws IOException {
    Files.writeString(
        folder.resolve(record + ".hea"),
        record
            + " 2 360 4\n"
            + (record + ".dat 16 0 12 0 200 0 0 noise1\n")
            + (record + ".dat 16 0 12 0 0 0 0 noise2\n"));
    byte[] data = new byte[16];
    for (int i = 0; i < 4; i++) {
      data[4 * i] = (byte) (20 * i);
      data[4 * i + 2] = (byte) i;
    }
    Files.write(folder.resolve(record + ".dat"), data);
  }

  @Test
  void noiseIsGivenInMillivoltsOfTheDefaultGain() throws IOException {
    writeNoise("bw");

    NoiseStress database = new NoiseStress(folder);
    Noise noise = database.noise(Kind.BASELINE_WANDER);

    assertThat(database.kinds()).containsExactly(Kind.BASELINE_WANDER);
    assertThat(noise.samplesPerSecond()).isEqualTo(360);
    assertThat(noise.channels()).hasSize(2);
    assertThat(noise.channels().get(0))
        .containsExactly(new float[] {0, 0.1f, 0.2f, 0.3f}, within(1e-6f));
    assertThat(noise.channels().get(1)[2]).isCloseTo(0.01f, within(1e-6f));
  }

  @Test
  void aSegmentGoesOnFromTheStartWhereTheNoiseEnds() {
    Noise noise = new Noise(Kind.MUSCLE, 360, List.of(new float[] {0, 1, 2, 3}));

    assertThat(noise.segment(1, 2).channels().get(0)).containsExactly(1, 2);
    assertThat(noise.segment(3, 3).channels().get(0)).containsExactly(3, 0, 1);
    assertThatThrownBy(() -> noise.segment(0, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noiseAtAnotherRateLastsAsLong() {
    Noise noise = new Noise(Kind.MUSCLE, 360, List.of(new float[720])).at(500);

    assertThat(noise.samplesPerSecond()).isEqualTo(500);
    assertThat(noise.durationSeconds()).isCloseTo(2, within(0.01));
  }

  @Test
  void aStressedRecordHasTheNameOfItsRatio() throws IOException {
    for (String record : List.of("118e_6", "118e06")) {
      WrittenRecords.write(folder, record, 360, 10, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(folder, record, 360, "NNNVNN");
    }

    assertThat(new NoiseStress(folder).stressed(118, -6).rPeaks()).hasSize(6);
    assertThat(new NoiseStress(folder).stressed(118, 6).number()).isEqualTo(118);
  }

  @Test
  void aKindThatIsNotThereSaysWhereTheDatabaseIs() {
    assertThatThrownBy(() -> new NoiseStress(folder).noise(Kind.ELECTRODE_MOTION))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("em.hea")
        .hasMessageContaining("https://physionet.org/content/nstdb/1.0.0/");
  }

  /** Reads the database itself where {@code EINTHOVEN_NSTDB} names its folder. */
  @Test
  void theDatabaseHoldsHalfAnHourOfNoise() throws IOException {
    String named = System.getenv("EINTHOVEN_NSTDB");
    if (named == null) {
      System.err.println("SKIPPED: set EINTHOVEN_NSTDB to the folder of NSTDB 1.0.0");
    }
    Assumptions.assumeTrue(named != null);

    Noise noise = new NoiseStress(Path.of(named)).noise(Kind.MUSCLE);

    assertThat(noise.length()).isEqualTo(650_000);
  }
}
