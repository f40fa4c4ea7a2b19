package org.einthoven.cli.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.cli.CommandRun;
import org.einthoven.inference.reading.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void printsAReadingThatAPersonCanRead() {
    CommandRun run = CommandRun.of("analyze", synthesized("premature_ventricular", "aecg"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("HL7 aECG, 12 leads, 10 s at 500 Hz", "Quality", "Heart rate", "Mean RR")
        .contains("(ventricular ectopic)", "Ventricular premature beats", "because:")
        .contains("Infarction", "threshold", "dfnet/", "SHA-256", Reading.INTENDED_USE);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void keepsThePatientOutOfThePrintedReading() {
    CommandRun run = CommandRun.of("analyze", synthesized("sinus", "aecg"));

    assertThat(run.out()).doesNotContain("synthetic-1").doesNotContain("Number 1");
  }

  @Test
  void readsTheSameOutOfAecgFhirAndWfdb() {
    JsonNode aecg = json("analyze", "--format", "json", synthesized("sinus", "aecg")).get(0);
    JsonNode fhir = json("analyze", "--format", "json", synthesized("sinus", "fhir")).get(0);
    JsonNode wfdb = json("analyze", "--format", "json", synthesized("sinus", "wfdb")).get(0);

    assertThat(fhir.get("measurements")).isEqualTo(aecg.get("measurements"));
    assertThat(wfdb.get("measurements")).isEqualTo(aecg.get("measurements"));
    assertThat(fhir.get("beats")).isEqualTo(aecg.get("beats"));
    assertThat(fhir.get("format")).isNotEqualTo(aecg.get("format"));
  }

  @Test
  void givesScriptsUnitsInFieldNamesAndEveryBeatClass() {
    JsonNode reading = json("analyze", "--format", "json", synthesized("sinus", "aecg")).get(0);

    assertThat(reading.at("/durationSeconds").asDouble()).isEqualTo(10);
    assertThat(reading.at("/leads")).hasSize(12);
    assertThat(reading.at("/measurements/heartRatePerMinute").asDouble()).isBetween(60.0, 80.0);
    assertThat(reading.at("/measurements/qrsMilliseconds").asDouble()).isBetween(60.0, 130.0);
    assertThat(reading.at("/measurements/qrsAxisDegrees").isNumber()).isTrue();
    assertThat(reading.at("/measurements/rrDeviationMilliseconds").asDouble())
        .isBetween(0.0, 100.0);
    assertThat(reading.at("/leadMeasurements")).hasSize(12);
    assertThat(reading.at("/leadMeasurements/1/lead").asText()).isEqualTo("II");
    assertThat(reading.at("/leadMeasurements/1/rMillivolts").asDouble()).isBetween(0.3, 3.0);
    assertThat(reading.at("/leadMeasurements/1/stAt60Millivolts").isNumber()).isTrue();
    assertThat(reading.at("/beats").fieldNames())
        .toIterable()
        .containsExactly("N", "S", "V", "F", "Q");
    assertThat(reading.at("/model/weightsSha256").asText()).hasSize(64);
    assertThat(reading.at("/statements").isArray()).isTrue();
  }

  @Test
  void givesTheGatesWeightsInEveryForm() {
    String file = synthesized("premature_ventricular", "aecg");
    JsonNode beat = json("analyze", "--format", "json", file).at("/0/gates/0");

    assertThat(beat.at("/task").asText()).isEqualTo("beat");
    assertThat(beat.at("/leastSharedShare").asDouble())
        .isLessThan(beat.at("/meanSharedShare").asDouble());
    assertThat(beat.at("/classes/V/beats").asInt()).isPositive();
    assertThat(CommandRun.of("analyze", file).out())
        .containsPattern(
            "Gates +share of features common to all tasks, 0 to 1: beat 0\\.\\d\\d \\(0.* to .*; N 0.*, V 0.*\\), infarction 0")
        .doesNotContain("NaN");
    assertThat(CommandRun.of("analyze", "--format", "markdown", file).out())
        .contains("| Gates | share of features common to all tasks, 0 to 1: beat 0.");
  }

  @Test
  void hashesTheSignalFilesOfAWfdbRecordToo() throws IOException {
    Path header = Path.of(synthesized("sinus", "wfdb"));
    String name = header.getFileName().toString().replace(".hea", "");
    String before = json("analyze", "--format", "json", header.toString()).at("/0/sha256").asText();
    assertThat(before).hasSize(64);
    String unnamed = header.resolveSibling(name).toString();
    assertThat(json("analyze", "--format", "json", unnamed).at("/0/sha256").asText())
        .isEqualTo(before);

    Path signals = header.resolveSibling(name + ".dat");
    byte[] bytes = Files.readAllBytes(signals);
    bytes[bytes.length / 2] ^= 1;
    Files.write(signals, bytes);

    JsonNode after = json("analyze", "--format", "json", header.toString()).at("/0");
    assertThat(after.at("/sha256").asText()).hasSize(64).isNotEqualTo(before);
  }

  @Test
  void saysWhyShortRecordingsAreNotAssessed() {
    JsonNode reading =
        json("analyze", "--format", "json", synthesized("sinus", "aecg", "--seconds", "2")).get(0);

    assertThat(reading.at("/beats").isNull()).isTrue();
    assertThat(reading.at("/measurements/infarctionProbability").isNull()).isTrue();
    assertThat(reading.at("/notAssessed/beats").asText()).contains("short");
    assertThat(reading.at("/notAssessed/infarctionProbability").asText()).isNotEmpty();
  }

  @Test
  void refusesOneFileWithPlaceAndRemedyAndReadsTheOthers() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.xml"), "<AnnotatedECG");
    String good = synthesized("sinus", "aecg");

    CommandRun run =
        CommandRun.of("analyze", "--format", "json", broken.toString(), good, "no-such-file");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err())
        .contains(broken + ": refused: ", " (at ", "; remedy: ")
        .contains("no-such-file: refused: there is no such file");
    JsonNode readings = tree(run.out());
    assertThat(readings).hasSize(3);
    assertThat(readings.at("/0/refused/problem").asText()).isNotEmpty();
    assertThat(readings.at("/0/refused/remedy").asText()).isNotEmpty();
    assertThat(readings.at("/1/beats/N").asInt()).isGreaterThan(5);
    assertThat(readings.at("/2/refused/place").asText()).isEqualTo("file");
  }

  @Test
  void refusesFhirWithoutAnEcgByName() throws IOException {
    Path patient =
        Files.writeString(folder.resolve("patient.json"), "{\"resourceType\":\"Patient\"}");

    CommandRun run = CommandRun.of("analyze", patient.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the Patient holds no ECG");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void comparesWithAnEarlierEcgOfThePatient() {
    String file = synthesized("sinus", "aecg");
    JsonNode reading = json("analyze", "--format", "json", "--previous", file, file).get(0);

    assertThat(reading.at("/comparison/file").asText()).isEqualTo(file);
    assertThat(reading.at("/comparison/changes")).isEmpty();

    CommandRun run = CommandRun.of("analyze", "--previous", file, file);
    assertThat(run.out()).contains("no change beyond the limits");
  }

  @Test
  void refusesAnEarlierEcgThatIsNotThere() {
    CommandRun run =
        CommandRun.of("analyze", "--previous", "nowhere.xml", synthesized("sinus", "aecg"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nowhere.xml: refused: there is no such file");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void linksTheResourcesOfAFhirBundle() {
    JsonNode bundle = json("analyze", "--fhir", synthesized("sinus", "fhir"));
    Set<String> urls = new HashSet<>();
    bundle.get("entry").forEach(entry -> urls.add(entry.get("fullUrl").asText()));

    assertThat(bundle.get("resourceType").asText()).isEqualTo("Bundle");
    assertThat(bundle.at("/entry/0/resource/resourceType").asText()).isEqualTo("DiagnosticReport");
    assertThat(bundle.at("/entry/0/resource/status").asText()).isEqualTo("preliminary");
    assertThat(bundle.at("/entry/0/resource/result")).isNotEmpty();
    for (JsonNode result : bundle.at("/entry/0/resource/result")) {
      assertThat(urls).contains(result.get("reference").asText());
    }
  }

  @Test
  void writesOneFileForEachInputIntoAFolder() throws IOException {
    String file = synthesized("sinus", "aecg");
    Path out = folder.resolve("readings");

    CommandRun run =
        CommandRun.of("analyze", "--format", "markdown", "--out", out.toString(), file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(out.resolve("sinus-1.aecg.xml.md")))
        .contains("| Heart rate |", Reading.INTENDED_USE);
  }

  @Test
  void drawsPagesBesideTheFileAndStillPrintsTheReading() throws IOException {
    String file = synthesized("premature_ventricular", "aecg");

    CommandRun run = CommandRun.of("analyze", "--pdf", "--svg", file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Heart rate").doesNotContain("synthetic-1");
    assertThat(Files.readAllBytes(Path.of(file + ".pdf"))).startsWith("%PDF-".getBytes(UTF_8));
    assertThat(Files.readString(Path.of(file + ".svg")))
        .contains(">aVR</text>", ">V</text>", "synthetic-1", "preliminary, not signed");
  }

  @Test
  void drawsTheSamePagesAgain() throws IOException {
    String file = synthesized("sinus", "aecg");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    CommandRun.of("analyze", "--pdf", "--svg", "--out", first.toString(), file);
    CommandRun.of("analyze", "--pdf", "--svg", "--out", second.toString(), file);

    for (String ending : new String[] {".pdf", ".svg"}) {
      String name = Path.of(file).getFileName() + ending;
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
  }

  @Test
  void drawsTheLeadsInTheLayoutThatIsAskedFor() throws IOException {
    String file = synthesized("sinus", "aecg");

    assertThat(calibrationPulses(file, "3x4")).as("and the typical beat").isEqualTo(4 + 1);
    assertThat(calibrationPulses(file, "6x2")).isEqualTo(6);
    assertThat(calibrationPulses(file, "12X1")).isEqualTo(12);
    assertThat(Files.readString(page(file, "auto"))).isEqualTo(Files.readString(page(file, "3x4")));
  }

  /** Each row has one in front, left of every other line of the tracing. */
  private long calibrationPulses(String file, String layout) throws IOException {
    Matcher starts =
        Pattern.compile("<polyline points=\"([0-9.]+),")
            .matcher(Files.readString(page(file, layout)));
    return starts.results().filter(start -> Double.parseDouble(start.group(1)) < 29).count();
  }

  private Path page(String file, String layout) {
    Path out = folder.resolve(layout);
    CommandRun run =
        CommandRun.of("analyze", "--svg", "--layout", layout, "--out", out.toString(), file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return out.resolve(Path.of(file).getFileName() + ".svg");
  }

  @Test
  void treatsAnUnknownLayoutOrOneWithoutAPageAsWrongUsage() {
    CommandRun unknown = CommandRun.of("analyze", "--svg", "--layout", "4x3", "x");
    CommandRun pageless = CommandRun.of("analyze", "--layout", "6x2", "x");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("auto, 3x4, 6x2, 12x1, rows");
    assertThat(pageless.exitCode()).isEqualTo(2);
    assertThat(pageless.err()).contains("--svg");
  }

  @Test
  void putsNoPageInThePlaceOfAnotherOne() throws IOException {
    Path file = Path.of(synthesized("sinus", "aecg"));
    Path other = Files.createDirectories(folder.resolve("other")).resolve(file.getFileName());
    Files.copy(file, other);
    Path out = folder.resolve("pages");

    CommandRun run =
        CommandRun.of(
            "analyze", "--svg", "--out", out.toString(), file.toString(), other.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(out.resolve("sinus-1.aecg.xml.svg")).exists();
    assertThat(out.resolve("sinus-1.aecg.xml-2.svg")).exists();
  }

  @Test
  void treatsAnUnknownFormAsWrongUsage() {
    CommandRun run = CommandRun.of("analyze", "--format", "pdf", "x");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--format");
  }

  @Test
  void treatsAModelThatIsNotWhatItSaysAsAFault() {
    CommandRun run =
        CommandRun.of("analyze", "--models", folder.toString(), synthesized("sinus", "aecg"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("einthoven: no model dfnet");
  }

  private String synthesized(String rhythm, String form, String... more) {
    String[] arguments = {
      "synthesize", "--rhythm", rhythm, "--form", form, "--out", folder.toString()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().strip();
  }

  private static JsonNode json(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return tree(run.out());
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
