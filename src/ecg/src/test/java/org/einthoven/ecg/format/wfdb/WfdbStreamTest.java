package org.einthoven.ecg.format.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WfdbStreamTest {

  private static final int LENGTH = 1001;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void givesTheSamplesOfTheWholeRecordInFormat212(int leads) throws Exception {
    assertPiecesEqualTheWhole(WfdbWriter.format212(200).write(recording(leads), "r", folder));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void givesTheSamplesOfTheWholeRecordInFormat16(int leads) throws Exception {
    assertPiecesEqualTheWhole(WfdbWriter.format16(1000).write(recording(leads), "r", folder));
  }

  @Test
  void readsSkewedSignalsOfSeveralFilesWithOffsetsAsTheWholeIsRead() throws Exception {
    byte[] data = new byte[2 * LENGTH + 24];
    new Random(5).nextBytes(data);
    Files.write(folder.resolve("a.dat"), data);
    Files.write(folder.resolve("b.dat"), data);
    Path header = folder.resolve("r.hea");
    Files.writeString(
        header,
        "r 2 360 %d\na.dat 16:7+24 200 16 0 0 0 0 II\nb.dat 16 200 16 0 0 0 0 V1\n"
            .formatted(LENGTH));
    assertPiecesEqualTheWhole(header);
  }

  @Test
  void takesTheLengthFromTheFileWhereTheHeaderLeavesItOpen() throws Exception {
    Path header = WfdbWriter.format16(1000).write(recording(2), "r", folder);
    Files.writeString(header, Files.readString(header).replaceFirst("360 1001", "360"));
    try (WfdbStream stream = WfdbStream.open(header)) {
      assertThat(stream.length()).isEqualTo(LENGTH);
    }
  }

  @Test
  void refusesAFileThatEndsEarly() throws Exception {
    Path header = WfdbWriter.format16(1000).write(recording(2), "r", folder);
    Files.write(
        folder.resolve("r.dat"), Arrays.copyOf(Files.readAllBytes(folder.resolve("r.dat")), 100));
    assertThatThrownBy(() -> WfdbStream.open(header))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refused().problem())
                    .isEqualTo("the signal file ends after 25 of 1001 samples"));
  }

  @Test
  void refusesARecordWithoutItsSignalFile() throws Exception {
    Path header = WfdbWriter.format16(1000).write(recording(2), "r", folder);
    Files.delete(folder.resolve("r.dat"));
    assertThatThrownBy(() -> WfdbStream.open(header)).isInstanceOf(RefusedException.class);
  }

  @Test
  void notesAChecksumThatDisagreesWithTheSamples() throws Exception {
    Path header = WfdbWriter.format212(200).write(recording(3), "r", folder);
    try (WfdbStream stream = WfdbStream.open(header)) {
      assertThat(stream.notes()).isEmpty();
    }
    byte[] data = Files.readAllBytes(folder.resolve("r.dat"));
    data[data.length / 6 * 3] ^= 1;
    Files.write(folder.resolve("r.dat"), data);
    try (WfdbStream stream = WfdbStream.open(header)) {
      assertThat(stream.notes()).singleElement().asString().contains("checksum");
    }
  }

  private static void assertPiecesEqualTheWhole(Path header) throws Exception {
    Recording whole = WfdbRecord.load(header).toRecording();
    try (WfdbStream stream = WfdbStream.open(header)) {
      assertThat(stream.length()).isEqualTo(whole.length());
      for (int from = 0; from < LENGTH; from += 97) {
        int to = Math.min(LENGTH, from + 97);
        Recording piece = stream.read(from, to);
        for (LeadSignal lead : whole.leads()) {
          assertThat(piece.signal(lead.lead()).orElseThrow().microvolts())
              .containsExactly(Arrays.copyOfRange(lead.microvolts(), from, to));
        }
        assertThat(piece.source().notes()).isEqualTo(whole.source().notes());
      }
    }
  }

  private static Recording recording(int leads) {
    Random random = new Random(leads);
    List<Lead> names = List.of(Lead.II, Lead.V1, Lead.V5);
    List<LeadSignal> signals =
        names.subList(0, leads).stream()
            .map(
                lead -> {
                  float[] samples = new float[LENGTH];
                  for (int i = 0; i < LENGTH; i++) {
                    samples[i] = i == 500 ? Float.NaN : 5 * (random.nextInt(2001) - 1000);
                  }
                  return new LeadSignal(lead, samples);
                })
            .toList();
    return new Recording(signals, 360, null, null, null, Source.of("test"));
  }
}
