package org.einthoven.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.einthoven.cli.command.CommandLines;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void thePipelineTellsHowLongEachStageTakes() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine commandLine = CommandLines.of(new BenchCommand());
    commandLine.setOut(new PrintWriter(out));

    int exitCode = commandLine.execute("pipeline", "--seconds", "1");

    assertThat(exitCode).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertThat(result.path("ecgPerSecond").asDouble()).isPositive();
    assertThat(result.path("stages").fieldNames())
        .toIterable()
        .containsExactly(
            "readFhirMs", "detectQrsMs", "prepareBeatsMs", "modelMs", "interpretMs", "reportMs");
  }

  @Test
  void aLongRecordingIsTimedAndItsHeapMeasured() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine commandLine = CommandLines.of(new BenchCommand());
    commandLine.setOut(new PrintWriter(out));

    int exitCode = commandLine.execute("holter", "--hours", "1", "--warm-up", "0");

    assertThat(exitCode).isZero();
    JsonNode row = new ObjectMapper().readTree(out.toString());
    assertThat(row.path("hours").asInt()).isEqualTo(1);
    assertThat(row.path("beats").asInt()).isBetween(3500, 5500);
    assertThat(row.path("timesRealTime").asInt()).isPositive();
    assertThat(row.path("peakHeapMebibytes").asInt()).isPositive();
  }

  @Test
  void aLoadWithoutAServerIsAFault() {
    CommandLine commandLine = CommandLines.of(new BenchCommand());
    StringWriter out = new StringWriter();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(new StringWriter()));

    assertThat(commandLine.execute("load")).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void jmhFindsEveryBenchmark() {
    Set<BenchmarkListEntry> found =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                List.of());

    assertThat(found)
        .extracting(entry -> entry.getUsername().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"))
        .contains(
            "AecgReadBenchmark.read",
            "FhirWaveformBenchmark.decode",
            "FhirWaveformBenchmark.takeOut",
            "QrsDetectionBenchmark.detect",
            "DfnetBenchmark.score",
            "ReportBenchmark.report",
            "ReportBenchmark.interpret");
  }

  @Test
  void everySeedIsAnotherEcg() {
    assertThat(Arrays.equals(Material.observation(1), Material.observation(1))).isTrue();
    assertThat(Arrays.equals(Material.observation(1), Material.observation(5))).isFalse();
  }

  @Test
  void percentilesComeFromTheSortedLatencies() {
    double[] latencies = new double[100];
    Arrays.setAll(latencies, i -> i + 1);
    LoadDriver.Result result = new LoadDriver.Result(1, latencies, 0);

    assertThat(result.percentile(0.50)).isEqualTo(51);
    assertThat(result.percentile(0.99)).isEqualTo(100);
    assertThat(new LoadDriver.Result(1, new double[0], 3).percentile(0.5)).isNaN();
  }
}
