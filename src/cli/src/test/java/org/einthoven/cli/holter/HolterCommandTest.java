package org.einthoven.cli.holter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.einthoven.cli.CommandRun;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.reading.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolterCommandTest {

  private static final LocalDateTime START = LocalDateTime.of(2026, 3, 1, 23, 30, 5);

  @TempDir private Path folder;

  @Test
  void printsTheHoursAndWhatStandsOut() throws IOException {
    CommandRun run = CommandRun.of("holter", record(4000).toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("WFDB, 2 leads (II V1), 1:06:40 h at 128 Hz, from 2026-03-01 23:30:05")
        .contains("% of those classed", "Longest RR", "SDNN", "too short for normal values of 24 h")
        .contains(
            "not analysed min", "23:30:05", "00:30:05 (day 2)", "dfnet/", Reading.INTENDED_USE);
  }

  @Test
  void givesScriptsUnitsInFieldNamesAndHoursThatAddUp() throws IOException {
    CommandRun run = CommandRun.of("holter", "--format", "json", record(4000).toString());

    JsonNode reading = new ObjectMapper().readTree(run.out());
    assertThat(reading.at("/durationSeconds").asDouble()).isEqualTo(4000);
    assertThat(reading.at("/start").asText()).isEqualTo("2026-03-01T23:30:05");
    assertThat(reading.at("/hours")).hasSize(2);
    assertThat(reading.at("/hours/0/beats").asInt() + reading.at("/hours/1/beats").asInt())
        .isEqualTo(reading.at("/whole/beats").asInt());
    assertThat(reading.at("/whole/classes/V").asInt()).isPositive();
    assertThat(reading.at("/whole/ventricularPercent").asDouble()).isPositive();
    assertThat(reading.at("/whole/longestRrSeconds").asDouble()).isBetween(0.8, 3.0);
    assertThat(reading.at("/whole/notAnalysedMinutes").asDouble()).isZero();
    assertThat(reading.at("/nnIntervals/sdnnMilliseconds").asDouble()).isPositive();
    assertThat(reading.at("/nnIntervals/comparableWith24Hours").asBoolean()).isFalse();
    assertThat(reading.at("/longestUnjudgedGap").isNull()).isTrue();
    assertThat(reading.at("/model/weightsSha256").asText()).hasSize(64);
  }

  @Test
  void writesAFileAndPicturesIntoAFolder() throws IOException {
    record(120);
    Path out = folder.resolve("out");
    // A record is named without an ending, too.
    CommandRun run =
        CommandRun.of(
            "holter",
            folder.resolve("day").toString(),
            "--format",
            "markdown",
            "--svg",
            "--out",
            out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(out.resolve("day.holter.md"))).contains("| Beats |", "|---|--:");
    assertThat(Files.readString(out.resolve("day.holter.svg")))
        .contains("Heart rate (beats/min)", "RR intervals", "preliminary, not signed");
    assertThat(Files.readString(out.resolve("day.pause.svg")))
        .contains("Longest RR interval", "25 mm/s");
  }

  @Test
  void refusesWhatIsNoRecordInOneLine() throws IOException {
    Path file =
        Files.writeString(folder.resolve("x.hea"), "x 1 360 10\nx.dat 80 200 8 0 0 0 0 II\n");

    CommandRun unsupported = CommandRun.of("holter", file.toString());
    CommandRun missing = CommandRun.of("holter", folder.resolve("nothing").toString());

    assertThat(unsupported.exitCode()).isEqualTo(1);
    assertThat(unsupported.err())
        .contains("WFDB signal format 80 is not read", "remedy")
        .hasLineCount(1);
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no such file");
    assertThat(missing.out()).isEmpty();
  }

  /** A recording with ventricular premature beats. */
  private Path record(double seconds) throws IOException {
    Recording made =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 2)
            .lasting(seconds, 128)
            .make()
            .recording();
    Recording two =
        new Recording(
            List.of(made.signal(Lead.II).orElseThrow(), made.signal(Lead.V1).orElseThrow()),
            made.samplesPerSecond(),
            new AcquisitionTime(START, null, ChronoUnit.SECONDS),
            null,
            null,
            made.source());
    return WfdbWriter.format212(200).write(two, "day", folder);
  }
}
