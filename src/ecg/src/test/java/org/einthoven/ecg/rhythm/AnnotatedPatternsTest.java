package org.einthoven.ecg.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the patterns of annotated beats against the rhythms that the same annotators of MIT-BIH
 * wrote down, in records where these are written down throughout; where the system property {@code
 * einthoven.mitdb} or the environment's {@code EINTHOVEN_MITDB} names the database's folder.
 */
class AnnotatedPatternsTest {

  private static final double SAMPLES_PER_SECOND = 360;

  @ParameterizedTest
  @CsvSource({
    "119, (B, 37",
    "201, (T, 12",
    "214, (T, 10",
    "221, (T, 8",
    "228, (B, 20",
    "203, (VT, 21",
    "233, (VT, 6",
    "210, (VT, 2",
    "124, (VT, 0"
  })
  void asManyEpisodesAsTheAnnotatorsSaw(int record, String rhythm, int count) throws Exception {
    List<WfdbAnnotation> annotations = annotations(record);
    List<WfdbAnnotation> beats = annotations.stream().filter(WfdbAnnotation::isBeat).toList();
    double[] seconds = beats.stream().mapToDouble(b -> b.sample() / SAMPLES_PER_SECOND).toArray();
    boolean[] ventricular = new boolean[seconds.length];
    for (int i = 0; i < ventricular.length; i++) {
      ventricular[i] = "VE".indexOf(beats.get(i).mnemonic()) >= 0;
    }

    VentricularPatterns found = VentricularPatterns.of(seconds, ventricular);

    long episodes =
        switch (rhythm) {
          case "(B" -> found.bigeminies();
          case "(T" -> found.trigeminies();
          default -> found.runs().stream().filter(run -> run.ratePerMinute() > 100).count();
        };
    assertThat(annotations.stream().filter(a -> a.text().trim().equals(rhythm)).count())
        .isEqualTo(count);
    assertThat(episodes).isEqualTo(count);
  }

  private static List<WfdbAnnotation> annotations(int record) throws Exception {
    String folder = System.getProperty("einthoven.mitdb", System.getenv("EINTHOVEN_MITDB"));
    Assumptions.assumeTrue(
        folder != null && Files.exists(Path.of(folder, record + ".atr")),
        "skipped: EINTHOVEN_MITDB names no folder with MIT-BIH");
    return WfdbAnnotations.read(Path.of(folder, record + ".atr"));
  }
}
