package org.einthoven.ecg.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.format.aecg.AecgText;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcgFileTest {

  private static final byte[] AECG = AecgText.document().getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void readsAnAecgPlainGzippedAndZipped() throws IOException {
    assertThat(recording(AECG).length()).isEqualTo(4);
    assertThat(recording(gzip(AECG)).length()).isEqualTo(4);
    assertThat(recording(zip(Map.of("a.xml", AECG))).length()).isEqualTo(4);
  }

  @Test
  void readsAZippedWfdbRecordWhateverTheOrderAndFolderOfItsFiles() throws IOException {
    record("r");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("export/r.dat", Files.readAllBytes(folder.resolve("r.dat")));
    files.put("export/r.atr", new byte[] {0, 0});
    files.put("__MACOSX/export/._r.hea", new byte[] {1});
    files.put("export/r.hea", Files.readAllBytes(folder.resolve("r.hea")));
    Recording recording = recording(zip(files));
    assertThat(recording.leads().get(0).microvolts()).containsExactly(1f, 2f, 3f);
    assertThat(recording.source().format()).isEqualTo("WFDB");
    assertThat(recording.source().notes())
        .containsExactly("of the archive's files 1 were not read");
  }

  @Test
  void findsARecordsFilesByAnyOfTheirPathsOrByItsName() throws IOException {
    record("r");
    for (String name : List.of("r.hea", "r.dat", "r.atr", "r")) {
      ReadResult result = new EcgFile().read(folder.resolve(name));
      assertThat(result).as(name).isInstanceOf(ReadResult.Read.class);
    }
    Files.write(folder.resolve("a.xml"), AECG);
    assertThat(new EcgFile().read(folder.resolve("a.xml"))).isInstanceOf(ReadResult.Read.class);
    assertThatThrownBy(() -> new EcgFile().read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesAHeaderOrSignalFileThatComesAlone() throws IOException {
    record("r");
    Refused header = refused(Files.readAllBytes(folder.resolve("r.hea")));
    assertThat(header.reason()).isEqualTo(Reason.INVALID);
    assertThat(header.remedy()).contains("ZIP");
    Refused zipped = refused(zip(Map.of("r.hea", Files.readAllBytes(folder.resolve("r.hea")))));
    assertThat(zipped.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused(Files.readAllBytes(folder.resolve("r.dat"))).reason())
        .isEqualTo(Reason.UNSUPPORTED);
    Files.delete(folder.resolve("r.hea"));
    Refused signals = (Refused) new EcgFile().read(folder.resolve("r.dat"));
    assertThat(signals.reason()).isEqualTo(Reason.INVALID);
    assertThat(signals.remedy()).contains(".hea");
  }

  @Test
  void refusesNothing() throws IOException {
    assertThat(refused(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused(gzip(new byte[0])).reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused(zip(Map.of())).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void refusesMoreThanItsLimitHoweverItIsWrapped() throws IOException {
    EcgFile small = new EcgFile(1000);
    for (byte[] content : List.of(AECG, gzip(AECG), zip(Map.of("a.xml", AECG)))) {
      Refused refused = (Refused) small.read(new ByteArrayInputStream(content));
      assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @Test
  void refusesTwoGigabytesOfZerosBeforeTheyAreAllInflated() throws IOException {
    byte[] zeros = new byte[64 << 20];
    byte[] member = gzip(zeros);
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    for (int i = 0; i < 32; i++) {
      gzipped.write(member);
    }
    Counted counted = new Counted(gzipped.toByteArray());
    Refused refused = (Refused) new EcgFile().read(counted);
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    // One of the 32 members, each of 64 MiB, and a little of the next.
    assertThat(counted.passed).isLessThan(2L * member.length);
  }

  @Test
  void refusesAZipOfManySmallFilesThatAreTooLargeTogether() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      files.put("f" + i, new byte[4 << 20]);
    }
    assertThat(refused(zip(files)).reason()).isEqualTo(Reason.TOO_LARGE);
    files.clear();
    for (int i = 0; i < 1001; i++) {
      files.put("f" + i, new byte[0]);
    }
    assertThat(refused(zip(files)).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void refusesHl7Version2ByName() throws IOException {
    byte[] message = "MSH|^~\\&|A|B||||ORU^R01|1|P|2.5\r".getBytes(StandardCharsets.US_ASCII);
    assertThat(refused(message).problem()).contains("HL7 version 2");
  }

  @Test
  void refusesArchivesWithinArchives() throws IOException {
    assertThat(refused(gzip(gzip(AECG))).reason()).isEqualTo(Reason.UNSAFE);
    assertThat(refused(gzip(zip(Map.of("a.xml", AECG)))).reason()).isEqualTo(Reason.UNSAFE);
    assertThat(refused(zip(Map.of("a.xml.gz", gzip(AECG)))).reason()).isEqualTo(Reason.UNSAFE);
  }

  @Test
  void refusesSeveralRecordingsInOneArchive() throws IOException {
    Refused refused = refused(zip(Map.of("a.xml", AECG, "b.xml", AECG)));
    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.problem()).contains("2 recordings");
  }

  @Test
  void refusesASignalFileNamedByAPathInAnArchive() throws IOException {
    byte[] header = "r 1 500 3\n../r.dat 16\n".getBytes(StandardCharsets.US_ASCII);
    Refused refused = refused(zip(Map.of("x/r.hea", header, "r.dat", new byte[6])));
    assertThat(refused.reason()).isEqualTo(Reason.UNSAFE);
  }

  @Test
  void refusesADamagedOrCutArchiveAtAnyByte() throws IOException {
    for (byte[] whole : List.of(gzip(AECG), zip(Map.of("a.xml", AECG)))) {
      for (int length = 1; length < whole.length; length += 7) {
        ReadResult result =
            new EcgFile().read(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
        if (result instanceof ReadResult.Read read) {
          assertThat(read.recording().length()).isEqualTo(4);
        } else {
          assertThat(((Refused) result).remedy()).isNotBlank();
        }
      }
      byte[] flipped = whole.clone();
      flipped[whole.length / 2] ^= 0x55;
      assertThat(new EcgFile().read(new ByteArrayInputStream(flipped))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void passesOnTheFailureOfTheStreamItself() {
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at >= 100) {
              throw new IOException("the connection broke");
            }
            return AECG[at++];
          }
        };
    assertThatThrownBy(() -> new EcgFile().read(failing)).hasMessage("the connection broke");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%PDF-1.7                                                    | PDF",
        "MSH^~                                                       | no format that is known",
        "{\"resourceType\": \"Observation\"}                         | FHIR JSON",
        "{\"a\": 1}                                                  | JSON that is not FHIR",
        "<Observation xmlns='http://hl7.org/fhir'/>                  | FHIR XML",
        "<ClinicalDocument xmlns='urn:hl7-org:v3'/>                  | HL7 CDA",
        "<RestingECG/>                                               | GE MUSE XML",
        "<other/>                                                    | XML of another kind",
        "ISHNE1.0                                                    | ISHNE",
        "hello                                                       | no format that is known",
      })
  void refusesOtherFormatsByName(String content, String name) throws IOException {
    Refused refused = refused(content.strip().getBytes(StandardCharsets.UTF_8));
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refused.problem()).contains(name);
    assertThat(refused.remedy()).isNotBlank();
    if (name.startsWith("FHIR")) {
      assertThat(refused.remedy()).contains("/fhir");
    }
  }

  private Path record(String name) throws IOException {
    Recording recording =
        new Recording(
            List.of(new LeadSignal(Lead.II, new float[] {1, 2, 3})),
            500,
            null,
            null,
            null,
            Source.of("test"));
    return WfdbWriter.format16(1000).write(recording, name, folder);
  }

  private static Recording recording(byte[] content) throws IOException {
    ReadResult result = new EcgFile().read(new ByteArrayInputStream(content));
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).recording();
  }

  private static Refused refused(byte[] content) throws IOException {
    ReadResult result = new EcgFile().read(new ByteArrayInputStream(content));
    assertThat(result).isInstanceOf(Refused.class);
    return (Refused) result;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  /** Counts what was read of it. */
  private static final class Counted extends ByteArrayInputStream {
    private long passed;

    Counted(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] bytes, int from, int length) {
      int count = super.read(bytes, from, length);
      passed += Math.max(count, 0);
      return count;
    }
  }
}
