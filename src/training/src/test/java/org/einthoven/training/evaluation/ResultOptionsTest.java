package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class ResultOptionsTest {

  @TempDir private Path folder;

  @Command(
      name = "einthoven",
      subcommands = {Measure.class, OwnWords.class})
  private static final class Root {}

  @Command(name = "measure")
  private static final class Measure implements Callable<Integer> {

    @Option(names = "--mitdb")
    private Path mitdb;

    @Mixin private ResultOptions results;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      EvaluationResult result = new EvaluationResult("height", "Heights");
      result.paragraph("Of two.").table(List.of("who", "cm"), List.of(List.of("one", "180")));
      result.picture("curve", "a curve", "<svg/>");
      result.field("mean", 1.23456).field("none", Double.NaN).field("of", Map.of("n", 2));
      results.publish(spec, result);
      return 0;
    }
  }

  @Command(name = "own-words")
  private static final class OwnWords implements Callable<Integer> {

    @Mixin private ResultOptions results;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      results.publish(spec, "weight", "Weights", format -> "as " + format);
      return 0;
    }
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new Root());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
  }

  @Test
  void theFilesBeginWithTheCommandWithoutThePathsOfTheMachine() throws IOException {
    Path results = folder.resolve("results");
    run("measure", "--mitdb", folder.toString(), "--results=" + results);

    String markdown = Files.readString(results.resolve("height.md"));
    assertThat(markdown)
        .startsWith("# Heights\n\n    ./einthoven measure --mitdb DIR --results=DIR\n")
        .contains("| one | 180 |")
        .contains("![a curve](height-curve.svg)")
        .doesNotContain(folder.toString());
    assertThat(results.resolve("height-curve.svg")).hasContent("<svg/>");
    JsonNode json = new ObjectMapper().readTree(results.resolve("height.json").toFile());
    assertThat(json.get("mean").asDouble()).isEqualTo(1.2346);
    assertThat(json.get("none").isNull()).isTrue();
  }

  @Test
  void aResultWithWordsOfItsOwnIsPrintedAndKeptLikeTheOthers() throws IOException {
    String printed = run("own-words", "--format", "markdown", "--results=" + folder);

    assertThat(printed).startsWith("# Weights\n\nas MARKDOWN");
    assertThat(Files.readString(folder.resolve("weight.md")))
        .startsWith("# Weights\n\n    ./einthoven own-words --format markdown --results=DIR\n")
        .endsWith("\n\nas MARKDOWN\n");
    assertThat(folder.resolve("weight.json")).hasContent("as JSON");
  }

  @Test
  void theSameIsPrintedInTheFormatWanted() throws IOException {
    assertThat(run("measure")).contains("who   cm").contains("one  180");
    assertThat(run("measure", "--format", "markdown")).contains("| who | cm |");
    assertThat(new ObjectMapper().readTree(run("measure", "--format", "json")).at("/of/n").asInt())
        .isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }
}
