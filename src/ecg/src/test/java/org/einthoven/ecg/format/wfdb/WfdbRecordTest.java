package org.einthoven.ecg.format.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WfdbRecordTest {

  @TempDir Path folder;

  @Test
  void readsFormat16WithGainBaselineAndUnit() throws IOException {
    Recording recording =
        recording(
            "r 2 500 2\nr.dat 16 2000(-4)/mV 16 0 0 0 0 I\nr.dat 16 1/uV 16 0 0 0 0 avr\n",
            1996,
            -7,
            -4,
            250);
    assertThat(recording.samplesPerSecond()).isEqualTo(500);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(Lead.I, Lead.AVR);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(1000f, 0f);
    assertThat(recording.leads().get(1).microvolts()).containsExactly(-7f, 250f);
  }

  @Test
  void readsFormat212WithTheSecondDigitInTheHighHalfOfTheMiddleByte() throws IOException {
    // 0x3E3 = 995 and 0x3F3 = 1011 open record 100 of MIT-BIH; -1 and -2047 try the sign.
    byte[] data = {(byte) 0xe3, 0x33, (byte) 0xf3, (byte) 0xff, (byte) 0x8f, 0x01};
    Files.write(folder.resolve("r.dat"), data);
    Recording recording =
        read("r 2 360 2\nr.dat 212 200 11 1024 995 0 0 MLII\nr.dat 212 200 11 1024 0 0 0 V5\n");
    assertThat(recording.leads().get(0).lead()).isEqualTo(Lead.MODIFIED_LIMB);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(-145f, -5125f);
    assertThat(recording.leads().get(1).microvolts()).containsExactly(-65f, -15355f);
  }

  @Test
  void turnsMissingDigitsIntoNaN() throws IOException {
    Recording recording = recording("r 1 500 2\nr.dat 16 1000 16 0 0 0 0 II\n", -32768, 5);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(Float.NaN, 5f);
  }

  @Test
  void usesTheAdcZeroAsBaselineAndTheDefaultGainWhereTheHeaderGivesNone() throws IOException {
    Recording recording = recording("r 1 500 2\nr.dat 16 0 12 100 0 0 0 II\n", 100, 300);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(0f, 1000f);
    assertThat(recording.source().notes()).singleElement().asString().contains("uncalibrated");
  }

  @Test
  void readsSignalFilesOneAfterTheOtherEachFromItsByteOffset() throws IOException {
    Files.write(folder.resolve("a.mat"), concat(new byte[24], words(1, 2, 3)));
    Files.write(folder.resolve("b.dat"), words(7, 8, 9));
    Recording recording =
        read("r 2 300 3\na.mat 16x1+24 1000/mV 16 0 0 0 0 I\nb.dat 16 1000/mV 16 0 0 0 0 II\n");
    assertThat(recording.leads().get(0).microvolts()).containsExactly(1f, 2f, 3f);
    assertThat(recording.leads().get(1).microvolts()).containsExactly(7f, 8f, 9f);
  }

  @Test
  void movesASkewedSignalForward() throws IOException {
    Recording recording = recording("r 1 300 3\nr.dat 16:1 1000/mV 16 0 0 0 0 I\n", 1, 2, 3);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(2f, 3f, Float.NaN);
  }

  @Test
  void takesTheLengthFromTheFileWhereTheHeaderLeavesItOpen() throws IOException {
    assertThat(recording("r 1 300\nr.dat 16 1000\n", 1, 2, 3).length()).isEqualTo(3);
  }

  @Test
  void readsDateTimeCommentsAndCounterFrequency() throws Exception {
    String text =
        "r 1 300/0.5(3) 1 07:05:14.250 1/05/2000\nr.dat 16 1000/mV 16 0 0 0 0 ECG\n"
            + "#Age: 61\n# Sex: Female\n# Dx: 426783006, 164889003\n";
    Recording recording = recording(text, 3);
    assertThat(recording.acquired())
        .isEqualTo(
            new AcquisitionTime(
                LocalDateTime.of(2000, 5, 1, 7, 5, 14, 250_000_000), null, ChronoUnit.MILLIS));
    assertThat(recording.leads().get(0).lead()).isEqualTo(Lead.UNSPECIFIED);
    assertThat(recording.patient().gender()).isEqualTo("female");
    WfdbHeader header = WfdbHeader.read(folder.resolve("r.hea"));
    assertThat(header.age()).hasValue(61);
    assertThat(header.diagnosisCodes()).containsExactly("426783006", "164889003");
    assertThat(header.toString()).doesNotContain("61").doesNotContain("426783006");
  }

  @Test
  void readsAgeAndSexFromTheFirstCommentOfMitBih() throws Exception {
    Files.writeString(folder.resolve("r.hea"), "r 1\nr.dat 16\n# 69 M 1085 1629 x1\n# Inderal\n");
    WfdbHeader header = WfdbHeader.read(folder.resolve("r.hea"));
    assertThat(header.age()).hasValue(69);
    assertThat(header.sex()).hasValue("male");
  }

  @Test
  void saysWhenTheChecksumDisagrees() throws IOException {
    String header = "r 1 500 2\nr.dat 16 1000 16 0 0 %d 0 II\n";
    assertThat(recording(header.formatted(10), 4, 6).source().notes()).isEmpty();
    assertThat(recording(header.formatted(11), 4, 6).source().notes())
        .containsExactly("lead II: the header's checksum disagrees with the samples");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                            | EMPTY       | header line 1",
        "r                                             | MALFORMED   | header line 1",
        "r two                                         | MALFORMED   | header line 1",
        "r 0                                           | INVALID     | header line 1",
        "r 99999                                       | TOO_LARGE   | header line 1",
        "r/3 2                                         | UNSUPPORTED | header line 1",
        "r 1 -360 4;r.dat 16                           | INVALID     | header line 1",
        "r 1 fast 4;r.dat 16                           | MALFORMED   | header line 1",
        "r 1 360 4 25:00:00 1/1/2000;r.dat 16          | MALFORMED   | header line 1",
        "r 1 360 99999999999;r.dat 16                  | TOO_LARGE   | header line 1",
        "r 2 360 4;r.dat 16                            | MALFORMED   | header line 3",
        "r 1 360 4;r.dat 16;r.dat 16                   | MALFORMED   | header line 3",
        "r 1 360 4;r.dat sixteen                       | MALFORMED   | header line 2",
        "r 1 360 4;r.dat 80                            | UNSUPPORTED | header line 2",
        "r 1 360 4;r.dat 16x4                          | UNSUPPORTED | header line 2",
        "r 1 360 4;r.dat 16 much                       | MALFORMED   | header line 2",
        "r 1 360 4;../r.dat 16                         | UNSAFE      | header line 2",
        "r 1 360 4;other.dat 16                        | INVALID     | header line 2",
        "r 2 360 2;r.dat 16;r.dat 212                  | INVALID     | header line 3",
        "r 1 360 4;r.dat 16 200/mmHg 16 0 0 0 0 ABP    | UNSUPPORTED | header line 2",
        "r 2 360 2;r.dat 16;r.dat 16 200 16 0 0 0 0 II | UNSUPPORTED | header line 2",
        "r 2 360 2;r.dat 16 1 1 0 0 0 0 II;r.dat 16 200 16 0 0 0 0 ii | INVALID | header line 3",
      })
  void refusesAHeaderThatItCannotReadAndNamesTheLine(String header, Reason reason, String place)
      throws IOException {
    Files.write(folder.resolve("r.dat"), words(1, 2, 3, 4));
    Refused refused =
        refused(header.replace(';', '\n') + "\n# 69 M Inderal\n".repeat(header.isEmpty() ? 0 : 1));
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.place()).startsWith(place);
    assertThat(refused.remedy()).isNotBlank();
    assertThat(refused.toString()).doesNotContain("Inderal");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 212})
  void refusesATruncatedSignalFileAndSaysWhereItEnds(int format) throws IOException {
    WfdbWriter writer = format == 16 ? WfdbWriter.format16(1000) : WfdbWriter.format212(200);
    writer.write(sawtooth(), "r", folder);
    byte[] whole = Files.readAllBytes(folder.resolve("r.dat"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("r.dat"), Arrays.copyOf(whole, length));
      ReadResult result = WfdbRecord.read(folder.resolve("r.hea"));
      assertThat(result).isInstanceOf(Refused.class);
      assertThat(((Refused) result).reason()).isEqualTo(Reason.MALFORMED);
      assertThat(((Refused) result).place()).startsWith("byte " + length + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 212})
  void readsWhatItWrites(int format) throws Exception {
    WfdbWriter writer = format == 16 ? WfdbWriter.format16(1000) : WfdbWriter.format212(200);
    Recording written = sawtooth();
    Path header = writer.write(written, "r", folder);
    Recording read = ((ReadResult.Read) WfdbRecord.read(header)).recording();
    assertThat(read.samplesPerSecond()).isEqualTo(written.samplesPerSecond());
    assertThat(read.acquired()).isEqualTo(written.acquired());
    assertThat(read.patient().gender()).isEqualTo("male");
    assertThat(read.source().notes()).isEmpty();
    for (int lead = 0; lead < 3; lead++) {
      assertThat(read.leads().get(lead).lead()).isEqualTo(written.leads().get(lead).lead());
      assertThat(read.leads().get(lead).microvolts())
          .containsExactly(written.leads().get(lead).microvolts());
    }
  }

  /** Three leads of an odd length, so that format 212 ends on half a pair. */
  private static Recording sawtooth() {
    float[][] leads = new float[3][41];
    for (int lead = 0; lead < 3; lead++) {
      for (int i = 0; i < 41; i++) {
        leads[lead][i] = 5 * ((i * 97 + lead * 31) % 4001 - 2000);
      }
    }
    leads[1][7] = Float.NaN;
    return new Recording(
        List.of(
            new LeadSignal(Lead.I, leads[0]),
            new LeadSignal(Lead.AVF, leads[1]),
            new LeadSignal(Lead.MODIFIED_LIMB, leads[2])),
        257.5,
        new AcquisitionTime(LocalDateTime.of(2024, 2, 29, 23, 59, 1), null, ChronoUnit.SECONDS),
        new PatientAsSent(List.of(), null, null, null, "male"),
        null,
        Source.of("test"));
  }

  private Recording recording(String header, int... digits) throws IOException {
    Files.write(folder.resolve("r.dat"), words(digits));
    return read(header);
  }

  private Recording read(String header) throws IOException {
    Files.writeString(folder.resolve("r.hea"), header, StandardCharsets.UTF_8);
    ReadResult result = WfdbRecord.read(folder.resolve("r.hea"));
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).recording();
  }

  private Refused refused(String header) throws IOException {
    Files.writeString(folder.resolve("r.hea"), header, StandardCharsets.UTF_8);
    ReadResult result = WfdbRecord.read(folder.resolve("r.hea"));
    assertThat(result).isInstanceOf(Refused.class);
    return (Refused) result;
  }

  private static byte[] words(int... digits) {
    byte[] bytes = new byte[2 * digits.length];
    for (int i = 0; i < digits.length; i++) {
      bytes[2 * i] = (byte) digits[i];
      bytes[2 * i + 1] = (byte) (digits[i] >> 8);
    }
    return bytes;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
