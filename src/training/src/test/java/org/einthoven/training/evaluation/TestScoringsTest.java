package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestScoringsTest {

  private static final ModelIdentity MODEL =
      new ModelIdentity("dfnet", "9.9.9", "ab".repeat(32), "", "", "");

  @TempDir private Path folder;

  private static BeatReport report(String protocol) {
    BeatConfusion confusion = new BeatConfusion();
    confusion.add(BeatClass.V, BeatClass.V);
    confusion.add(BeatClass.V, BeatClass.N);
    confusion.add(BeatClass.S, BeatClass.S);
    confusion.add(BeatClass.F, BeatClass.F);
    confusion.add(BeatClass.N, BeatClass.N);
    return new BeatReport(
        protocol, "dfnet/9.9.9", List.of(new BeatReport.OfRecord(100, confusion)), 0, 0, 0);
  }

  @Test
  void eachScoringAddsALineAndKeepsThoseBefore() throws IOException {
    Path file = folder.resolve("results").resolve("scorings.md");
    TestScorings scorings = new TestScorings(file, () -> Instant.parse("2026-01-02T03:04:05.678Z"));

    scorings.add(MODEL, "train dfnet, seed 1", List.of(report("whole"), report("pieces")));
    scorings.add(MODEL, "train dfnet, seed 2", List.of(report("whole")));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("# Every scoring of DS2");
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .allMatch(line -> line.startsWith("| 2026-01-02T03:04:05Z | dfnet/9.9.9 | abab"))
        .anyMatch(
            line -> line.contains("| train dfnet, seed 2 | whole | 66.7 | 100.0 | 100.0 | 83.3 |"));
  }
}
