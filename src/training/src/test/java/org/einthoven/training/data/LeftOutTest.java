package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of damage is done to record 101; record 100 stays as it was. */
class LeftOutTest {

  private static final List<Integer> RECORDS = List.of(100, 101);

  @TempDir private Path folder;

  private final LeftOut leftOut = LeftOut.noting();

  @BeforeEach
  void writeRecords() throws IOException {
    for (int number : RECORDS) {
      write(number, 360);
    }
  }

  private void write(int number, double rate) throws IOException {
    String name = String.valueOf(number);
    WrittenRecords.write(folder, name, rate, 20, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(folder, name, rate, "NNANNVNNFNNN");
  }

  private String reason() throws IOException {
    BeatSet beats = new MitBih(folder, leftOut).whole(RECORDS);

    assertThat(beats.records()).containsOnly(100).hasSize(12);
    assertThat(leftOut.entries()).hasSize(1);
    assertThat(leftOut.entries().get(0).record()).isEqualTo("101");
    assertThat(leftOut.largestShare()).isEqualTo(0.5);
    return leftOut.entries().get(0).reason();
  }

  @Test
  void nothingIsLeftOutOfWholeRecords() throws IOException {
    new MitBih(folder, leftOut).whole(RECORDS);

    assertThat(leftOut.entries()).isEmpty();
    assertThat(leftOut.largestShare()).isZero();
    assertThat(leftOut.report())
        .containsExactly("MIT-BIH Arrhythmia Database 1.0.0: 0 of 2 records left out");
  }

  @Test
  void aTruncatedRecordIsLeftOut() throws IOException {
    Path signals = folder.resolve("101.dat");
    byte[] data = Files.readAllBytes(signals);
    Files.write(signals, Arrays.copyOf(data, data.length / 2));

    assertThat(reason()).contains("ends after", "Download");
  }

  @Test
  void aRecordWhoseSamplesDoNotSumUpToItsChecksumIsLeftOut() throws IOException {
    Path signals = folder.resolve("101.dat");
    byte[] data = Files.readAllBytes(signals);
    data[2000]++;
    Files.write(signals, data);

    assertThat(reason()).contains("signal 0 sum up to", "its header says");
  }

  @Test
  void aFileThatIsNotThatOfThePublishedSumsIsLeftOut() throws IOException {
    Files.writeString(
        folder.resolve("SHA256SUMS.txt"),
        FileDigest.ofFile(folder.resolve("100.atr"))
            + " 100.atr\n"
            + "0".repeat(64)
            + " 101.atr\n");

    assertThat(reason()).contains("101.atr", "SHA256SUMS.txt");
  }

  @Test
  void aRecordWithABeatOfUnknownKindIsLeftOut() throws IOException {
    WrittenRecords.annotate(folder, "101", 360, "NNNBNN");

    assertThat(reason()).contains("(B)", "has no class");
  }

  @Test
  void aRecordWithAnUndefinedAnnotationIsLeftOut() throws IOException {
    Files.write(folder.resolve("101.atr"), new byte[] {100, 15 << 2, 0, 0});

    assertThat(reason()).contains("annotation code 15 at sample 100");
  }

  @Test
  void aRecordAtAnotherRateIsLeftOut() throws IOException {
    write(101, 250);

    assertThat(reason()).contains("250.0 Hz", "360.0");
  }

  @Test
  void aRecordThatIsNotThereIsLeftOut() throws IOException {
    Files.delete(folder.resolve("101.hea"));

    assertThat(reason()).contains("101.hea", "missing");
  }

  @Test
  void aRecordWithoutAnnotationsIsLeftOut() throws IOException {
    Files.delete(folder.resolve("101.atr"));

    assertThat(reason()).contains("101.atr", "missing");
  }

  @Test
  void aBeatBehindTheLastSampleIsDamage() throws IOException {
    WrittenRecords.annotate(folder, "101", 360, "N".repeat(40));

    assertThat(reason()).contains("behind the last sample");
  }

  @Test
  void aRecordWithTooFewBeatsIsLeftOut() throws IOException {
    WrittenRecords.annotate(folder, "101", 360, "N");

    assertThat(reason()).isNotBlank();
  }

  @Test
  void theReportNamesEachRecordAndWhy() throws IOException {
    Files.delete(folder.resolve("101.dat"));

    MitBih database = new MitBih(folder, leftOut);
    database.whole(RECORDS);
    database.pieces(RECORDS, 10);

    assertThat(leftOut.report()).hasSize(2);
    assertThat(leftOut.report().get(0)).endsWith("1 of 2 records left out");
    assertThat(leftOut.report().get(1)).startsWith("  101: ").contains("missing");
  }

  @Test
  void whereNoneMayBeLeftOutADamagedRecordIsAnError() throws IOException {
    Files.write(folder.resolve("101.hea"), "nonsense".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> new MitBih(folder).whole(RECORDS))
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("101.hea");
  }
}
