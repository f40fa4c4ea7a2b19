package org.einthoven.cli.analyze;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.ModelOption;
import org.einthoven.cli.command.Version;
import org.einthoven.ecg.drawing.PageLayout;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.SamePatient;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.Interpreter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a reading of each ECG in the files. */
@Command(
    name = "analyze",
    description = {
      "Read ECG files and print a reading of each, without a server.",
      "",
      "Files are HL7 aECG, WFDB records (name the .hea file), ZIP or gzip files of one of them, or"
          + " FHIR R4 in JSON or XML. What a file is, its content tells."
    },
    footer = {
      "",
      "Exit code: 0 all were read; 1 some were refused, each with a line on standard error;"
          + " 2 wrong usage; 3 a fault."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class AnalyzeCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<String> files;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORM",
      description =
          "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}), in small or capital letters.")
  private OutputForm form;

  @Option(names = "--fhir", description = "The same as --format fhir.")
  private boolean fhir;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write one file for each input, and pictures, into this folder instead of printing.")
  private @Nullable Path out;

  @Option(
      names = "--pdf",
      description = {
        "Also draw each ECG with its reading as a page of PDF, beside the file or in the folder of"
            + " --out. The page bears the patient's name."
      })
  private boolean pdf;

  @Option(names = "--svg", description = "The same page as SVG.")
  private boolean svg;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = {
        "An earlier ECG of the same patient, with which each is compared. Refused where the"
            + " patients sent with them differ."
      })
  private @Nullable String previous;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      converter = LayoutConverter.class,
      completionCandidates = LayoutConverter.Names.class,
      description = {
        "How the leads stand on the page: ${COMPLETION-CANDIDATES}. 3x4 has a rhythm strip of lead II"
            + " below; rows are the leads that were recorded. Default: 3x4 where all twelve leads"
            + " are there, otherwise rows."
      })
  private @Nullable PageLayout layout;

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  private final Clock clock;

  /** A command that dates its FHIR reports by this clock. */
  public AnalyzeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ReadingFormat format;
    List<FileReading> all = new ArrayList<>();
    Pictures pictures = new Pictures(out, pdf, svg, layout());
    try (DfnetModel model = models.load()) {
      format = format(model);
      FileAnalysis analysis = new FileAnalysis(new Interpreter(model));
      FileReading.Read before = null;
      if (previous != null) {
        FileReading earlier = analysis.analyze(previous).get(0);
        tellRefusal(earlier);
        if (!(earlier instanceof FileReading.Read read)) {
          return ExitCode.REFUSED;
        }
        before = read;
      }
      for (String file : files) {
        List<FileReading> readings = beside(before, analysis.analyze(file));
        readings.forEach(this::tellRefusal);
        if (out != null) {
          write(out, file, format.write(readings), format.ending());
        }
        pictures.draw(file, readings);
        all.addAll(readings);
      }
    }
    if (out == null) {
      PrintWriter output = spec.commandLine().getOut();
      output.print(format.write(all));
      output.flush();
    }
    return all.stream().anyMatch(FileReading.Refused.class::isInstance)
        ? ExitCode.REFUSED
        : ExitCode.DONE;
  }

  private static List<FileReading> beside(
      FileReading.@Nullable Read before, List<FileReading> readings) {
    return before == null
        ? readings
        : readings.stream().map(reading -> beside(before, reading)).toList();
  }

  private static FileReading beside(FileReading.Read before, FileReading reading) {
    if (!(reading instanceof FileReading.Read read)) {
      return reading;
    }
    return SamePatient.conflict(before.recording(), read.recording())
        .<FileReading>map(
            conflict ->
                new FileReading.Refused(
                    read.file(),
                    new ReadResult.Refused(
                        ReadResult.Reason.INVALID,
                        "not compared, since the earlier ECG is of another patient: " + conflict,
                        "patient",
                        "name an earlier ECG of the same patient, or leave --previous out")))
        .orElseGet(() -> read.beside(before));
  }

  private PageLayout layout() {
    if (layout != null && !pdf && !svg) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--layout is how a page is drawn: add --pdf or --svg");
    }
    return layout == null ? PageLayout.AUTOMATIC : layout;
  }

  private ReadingFormat format(DfnetModel model) {
    return switch (fhir ? OutputForm.FHIR : form) {
      case TEXT -> new TextFormat();
      case JSON -> new JsonFormat();
      case FHIR -> new FhirFormat(clock, Version.current(), model.card());
      case MARKDOWN -> new MarkdownFormat();
    };
  }

  private void tellRefusal(FileReading reading) {
    if (reading instanceof FileReading.Refused refused) {
      spec.commandLine()
          .getErr()
          .printf(
              "%s: refused: %s (at %s); remedy: %s%n",
              refused.file(),
              refused.refusal().problem(),
              refused.refusal().place(),
              refused.refusal().remedy());
      spec.commandLine().getErr().flush();
    }
  }

  private static void write(Path folder, String file, String text, String ending)
      throws IOException {
    Files.createDirectories(folder);
    Path name = Path.of(file).getFileName();
    Files.writeString(folder.resolve((name == null ? "ecg" : name) + ending), text);
  }
}
