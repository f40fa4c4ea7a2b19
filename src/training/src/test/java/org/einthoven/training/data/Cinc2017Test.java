package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.training.data.Cinc2017.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cinc2017Test {

  @TempDir private Path folder;

  private byte[] write(String name, int... digits) throws IOException {
    return WrittenRecords.challenge(folder, name, digits);
  }

  private void header(String name, int rate, String gain, int samples) throws IOException {
    Files.writeString(
        folder.resolve(name + ".hea"),
        name
            + " 1 "
            + rate
            + " "
            + samples
            + "\n"
            + name
            + ".mat 16+24 "
            + gain
            + " 16 0 0 0 0 ECG\n");
  }

  private void reference(String... lines) throws IOException {
    Files.write(folder.resolve("REFERENCE-v3.csv"), List.of(lines));
  }

  private Cinc2017 database() {
    return new Cinc2017(folder);
  }

  @Test
  void recordsInTheFolderAreListedWithTheirLabels() throws IOException {
    write("A00004", 1);
    write("A00001", 1);
    write("A00009", 1);
    reference("A00001,N", "A00002,N", "A00004,A", "A00009,~");

    List<DatabaseRecord> records = database().records();

    assertThat(records)
        .extracting(DatabaseRecord::name)
        .containsExactly("A00001", "A00004", "A00009");
    assertThat(records)
        .extracting(Label::of)
        .containsExactly(Label.NORMAL, Label.FIBRILLATION, Label.NOISY);
  }

  @Test
  void withoutHeaderARecordHasThreeHundredHertzAndAThousandDigitsAMillivolt() throws IOException {
    write("A00001", 0, 1000, -500, Short.MIN_VALUE);

    Recording recording = database().recording("A00001");

    assertThat(recording.samplesPerSecond()).isEqualTo(300);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(0, 1000, -500, Float.NaN);
  }

  @Test
  void theHeaderGivesTheGain() throws IOException {
    write("A00001", 100, -50);
    header("A00001", 300, "200(50)/mV", 2);

    assertThat(database().recording("A00001").leads().get(0).microvolts())
        .containsExactly(250, -500);
  }

  @Test
  void anotherRateIsNamed() throws IOException {
    write("A00001", 1, 2);
    header("A00001", 250, "1000/mV", 2);

    assertThatThrownBy(() -> database().recording("A00001"))
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("A00001.hea")
        .hasMessageContaining("250.0 Hz");
  }

  @Test
  void aHeaderOfAnotherLengthIsNamed() throws IOException {
    write("A00001", 1, 2);
    header("A00001", 300, "1000/mV", 3);

    assertThatThrownBy(() -> database().recording("A00001"))
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("3 samples");
  }

  @Test
  void aDamagedHeaderIsNamed() throws IOException {
    write("A00001", 1, 2);
    Files.writeString(folder.resolve("A00001.hea"), "nonsense\n");

    assertThatThrownBy(() -> database().recording("A00001"))
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("A00001.hea");
  }

  @Test
  void truncatedFilesAreNamed() throws IOException {
    byte[] whole = write("A00001", 1, 2, 3);
    for (int length : new int[] {0, 10, 24, whole.length - 1}) {
      Files.write(folder.resolve("A00001.mat"), java.util.Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> database().recording("A00001"))
          .isInstanceOf(DamagedDataException.class)
          .hasMessageContaining("A00001.mat: truncated")
          .hasMessageContaining("Download");
    }
  }

  @Test
  void aFileOfAnotherKindIsNamed() throws IOException {
    byte[] whole = write("A00001", 1, 2, 3);
    whole[0] = 50;
    Files.write(folder.resolve("A00001.mat"), whole);

    assertThatThrownBy(() -> database().recording("A00001"))
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("MATLAB level 4");
  }

  @Test
  void anUnknownLabelIsNamedWithItsLine() throws IOException {
    write("A00001", 1);
    reference("A00000,N", "A00001,X");

    assertThatThrownBy(() -> database().records())
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("'X'");
  }

  @Test
  void aLineOfAnotherFormAndARecordThatStandsTwiceAreNamed() throws IOException {
    write("A00001", 1);
    reference("A00001;N");
    assertThatThrownBy(() -> database().records())
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("line 1");

    reference("A00001,N", "A00001,A");
    assertThatThrownBy(() -> database().records())
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("line 2: A00001 stands twice");
  }

  @Test
  void aRecordWithoutLabelIsNamed() throws IOException {
    write("A00001", 1);
    reference("A00002,N");

    assertThatThrownBy(() -> database().records())
        .isInstanceOf(DamagedDataException.class)
        .hasMessageContaining("no label for A00001");
  }

  @Test
  void whatIsMissingIsNamedWithTheAddress() throws IOException {
    Cinc2017 nowhere = new Cinc2017(folder.resolve("nowhere"));
    assertThatThrownBy(nowhere::records)
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining(Cinc2017.IDENTITY.address());

    reference("A00001,N");
    assertThatThrownBy(() -> database().records())
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("A00001.mat");

    write("A00001", 1);
    Files.delete(folder.resolve("REFERENCE-v3.csv"));
    assertThatThrownBy(() -> database().records())
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("REFERENCE-v3.csv");
  }

  @Test
  void theHashChangesWithASampleAndWithALabel() throws IOException {
    write("A00001", 1, 2);
    reference("A00001,N");
    String first = database().sha256(record -> true);
    write("A00001", 1, 3);
    String second = database().sha256(record -> true);
    reference("A00001,A");

    assertThat(first).hasSize(64);
    assertThat(second).isNotEqualTo(first);
    assertThat(database().sha256(record -> true)).isNotEqualTo(second);
  }
}
