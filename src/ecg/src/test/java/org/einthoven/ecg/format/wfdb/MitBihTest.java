package org.einthoven.ecg.format.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Decodes the MIT-BIH Arrhythmia Database 1.0.0 where the system property {@code einthoven.mitdb}
 * or the environment's {@code EINTHOVEN_MITDB} names its folder.
 */
class MitBihTest {

  @Test
  void decodesAll48RecordsToTheChecksumsOfTheirHeaders() throws Exception {
    List<Path> headers = headers();
    assertThat(headers).hasSize(48);
    for (Path file : headers) {
      WfdbRecord record = WfdbRecord.load(file);
      Recording recording = record.toRecording();
      assertThat(recording.length()).isEqualTo(650_000);
      assertThat(recording.samplesPerSecond()).isEqualTo(360);
      assertThat(recording.leads()).hasSize(2);
      assertThat(recording.source().notes()).isEmpty();
      for (int i = 0; i < 2; i++) {
        assertThat(record.checksum(i)).isEqualTo(record.header().signals().get(i).checksum());
      }
    }
  }

  @Test
  void counts109494BeatsOfTheKnownKinds() throws Exception {
    Map<Character, Integer> beats = new TreeMap<>();
    for (Path file : headers()) {
      Path annotations = file.resolveSibling(file.getFileName().toString().replace(".hea", ".atr"));
      WfdbAnnotations.read(annotations).stream()
          .filter(WfdbAnnotation::isBeat)
          .forEach(beat -> beats.merge(beat.mnemonic(), 1, Integer::sum));
    }
    assertThat(beats)
        .isEqualTo(
            Map.ofEntries(
                Map.entry('N', 75052),
                Map.entry('L', 8075),
                Map.entry('R', 7259),
                Map.entry('V', 7130),
                Map.entry('/', 7028),
                Map.entry('A', 2546),
                Map.entry('f', 982),
                Map.entry('F', 803),
                Map.entry('j', 229),
                Map.entry('a', 150),
                Map.entry('E', 106),
                Map.entry('J', 83),
                Map.entry('Q', 33),
                Map.entry('e', 16),
                Map.entry('S', 2)));
    assertThat(beats.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(109_494);
  }

  private static List<Path> headers() throws Exception {
    String folder = System.getProperty("einthoven.mitdb", System.getenv("EINTHOVEN_MITDB"));
    boolean there = folder != null && Files.isDirectory(Path.of(folder));
    if (!there) {
      System.err.println("SKIPPED: set EINTHOVEN_MITDB to the folder of MIT-BIH 1.0.0");
    }
    Assumptions.assumeTrue(there, "EINTHOVEN_MITDB names no folder with MIT-BIH 1.0.0");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{3}\\.hea"))
          .sorted()
          .toList();
    }
  }
}
