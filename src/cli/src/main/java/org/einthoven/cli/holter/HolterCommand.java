package org.einthoven.cli.holter;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.ModelOption;
import org.einthoven.cli.command.Version;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbStream;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.holter.HolterReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a long recording as a stream and sums it up. */
@Command(
    name = "holter",
    description = {
      "Read a long recording as a stream and sum it up: a table of its hours, ectopic beats, the"
          + " longest pause, the variability of N-N intervals, and what was not analysed and why.",
      "",
      "FILE is a WFDB record of formats 16 or 212: its header (.hea), its signal file, or its name"
          + " without an ending."
    },
    footer = {"", "Exit code: 0 read; 1 refused; 2 wrong usage; 3 a fault."},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class HolterCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The record.")
  private String file;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORM",
      description =
          "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}), in small or capital letters.")
  private HolterForm form;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the result, and pictures, into this folder instead of printing.")
  private @Nullable Path out;

  @Option(
      names = "--svg",
      description = {
        "Also draw a page of charts (NAME.holter.svg) and strips of the longest RR interval"
            + " (NAME.pause.svg) and of the longest ventricular run (NAME.run.svg), beside the"
            + " record or in the folder of --out."
      })
  private boolean svg;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many pieces are read at a time (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  /** A command that was not run yet. */
  public HolterCommand() {}

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      spec.commandLine().getErr().println("--threads is 1 or more");
      return ExitCode.USAGE;
    }
    Path header = header(Path.of(file));
    try (WfdbStream stream = WfdbStream.open(header);
        DfnetModel model = models.load()) {
      List<Lead> leads = stream.read(0, 1).leads().stream().map(LeadSignal::lead).toList();
      HolterFile read =
          new HolterFile(
              file,
              leads,
              stream.samplesPerSecond(),
              stream.header().start(),
              stream.notes(),
              new HolterReader(model, HolterPiece.Cut.STANDARD, threads).read(stream));
      publish(read, header);
      if (svg) {
        new HolterPictures(stem(header)).draw(read, stream);
      }
      return ExitCode.DONE;
    } catch (RefusedException e) {
      ReadResult.Refused refused = e.refused();
      return refuse(refused.problem(), refused.place(), refused.remedy());
    } catch (NoSuchFileException e) {
      return refuse("there is no such file", "file", "check the name");
    }
  }

  /** A record is named by its header, by a file beside it, or without an ending. */
  private static Path header(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String record = dot > 0 ? name.substring(0, dot) : name;
    return Files.exists(file.resolveSibling(name + ".hea"))
        ? file.resolveSibling(name + ".hea")
        : file.resolveSibling(record + ".hea");
  }

  /** Where results go, without an ending. */
  private Path stem(Path header) throws IOException {
    String name = String.valueOf(header.getFileName()).replaceFirst("\\.hea$", "");
    if (out == null) {
      return header.resolveSibling(name);
    }
    Files.createDirectories(out);
    return out.resolve(name);
  }

  private void publish(HolterFile read, Path header) throws IOException {
    String text =
        switch (form) {
          case TEXT -> HolterText.write(read);
          case JSON -> HolterJson.write(read);
          case MARKDOWN -> HolterMarkdown.write(read);
        };
    if (out != null) {
      Path stem = stem(header);
      Files.writeString(stem.resolveSibling(stem.getFileName() + form.ending()), text);
      return;
    }
    PrintWriter output = spec.commandLine().getOut();
    output.print(text);
    output.flush();
  }

  private int refuse(String problem, String place, String remedy) {
    PrintWriter error = spec.commandLine().getErr();
    error.printf("%s: refused: %s (at %s); remedy: %s%n", file, problem, place, remedy);
    error.flush();
    return ExitCode.REFUSED;
  }
}
