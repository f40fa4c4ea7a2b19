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
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.reading.Interpreter;
import org.jspecify.annotations.Nullable;
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

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  private final Clock clock;

  /** A command that dates its FHIR reports by this clock. */
  public AnalyzeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ReadingFormat format = format();
    List<FileReading> all = new ArrayList<>();
    Pictures pictures = new Pictures(out, pdf, svg);
    try (DfnetModel model = models.load()) {
      FileAnalysis analysis = new FileAnalysis(new Interpreter(model));
      for (String file : files) {
        List<FileReading> readings = analysis.analyze(file);
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

  private ReadingFormat format() {
    return switch (fhir ? OutputForm.FHIR : form) {
      case TEXT -> new TextFormat();
      case JSON -> new JsonFormat();
      case FHIR -> new FhirFormat(clock, Version.current());
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
