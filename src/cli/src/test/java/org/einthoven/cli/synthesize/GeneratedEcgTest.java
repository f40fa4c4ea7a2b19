package org.einthoven.cli.synthesize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.cli.CommandRun;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code synthesize --class}: beats and strips by the packaged generator. */
class GeneratedEcgTest {

  @TempDir private Path folder;

  private CommandRun synthesize(String... more) {
    List<String> arguments = new ArrayList<>(List.of("synthesize", "--out", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void writesBeatsAndAPictureOfThemTheSameForTheSameSeed() throws IOException {
    CommandRun run = synthesize("--class", "v", "--count", "3", "--seed", "5", "--format", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path file = folder.resolve("v-beats-5.json");
    byte[] first = Files.readAllBytes(file);
    JsonNode json = new ObjectMapper().readTree(first);
    assertThat(json.at("/synthetic").asBoolean()).isTrue();
    assertThat(json.at("/beats")).hasSize(3);
    assertThat(json.at("/beats/2/leads/1")).hasSize(90);
    assertThat(folder.resolve("v-beats-5.svg")).content().contains("class V", "<polyline");
    synthesize("--class", "V", "--count", "3", "--seed", "5", "--format", "json");
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void writesCsvWithARowForEachBeatAndLead() throws IOException {
    assertThat(synthesize("--class", "N", "--count", "2").exitCode()).isZero();

    assertThat(Files.readAllLines(folder.resolve("n-beats-1.csv")))
        .hasSize(5)
        .element(4)
        .asString()
        .startsWith("2,N,2,");
  }

  @Test
  void writesStripsThatAreReadAgainWithTheirAnnotations() throws Exception {
    CommandRun run = synthesize("--class", "V", "--strip", "10", "--seed", "3");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Recording recording = WfdbRecord.load(folder.resolve("v-strip-3.hea")).toRecording();
    assertThat(recording.leads()).hasSize(2);
    assertThat(recording.durationSeconds()).isEqualTo(10);
    List<WfdbAnnotation> beats = WfdbAnnotations.read(folder.resolve("v-strip-3.atr"));
    assertThat(beats).hasSizeBetween(9, 15);
    assertThat(beats).extracting(WfdbAnnotation::mnemonic).contains('N', 'V');
    CommandRun reading = CommandRun.of("analyze", folder.resolve("v-strip-3.aecg.xml").toString());
    assertThat(reading.exitCode()).as(reading.err()).isZero();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertWrong("unknown class", "expected one of", "--class", "X");
    assertWrong("a class it was not trained on", "class Q", "--class", "Q");
    assertWrong("no beats", "--count is 1 or more", "--class", "V", "--count", "0");
    assertWrong("too long a strip", "1 to 60 seconds", "--class", "V", "--strip", "600");
    assertWrong("a strip of nothing", "--strip needs --class", "--strip", "10");
    Path file = Files.createFile(folder.resolve("file"));
    assertWrong("no folder", "is no folder", "--class", "V", "--out", file.toString());
  }

  private void assertWrong(String what, String message, String... arguments) {
    List<String> all = new ArrayList<>(List.of("synthesize"));
    if (!List.of(arguments).contains("--out")) {
      all.addAll(List.of("--out", folder.toString()));
    }
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(what).isEqualTo(2);
    assertThat(run.err()).as(what).contains(message);
  }
}
