package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate qrs}: the QRS detector against annotated beats. */
@Command(
    name = "qrs",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the QRS detector on the MIT-BIH Arrhythmia Database after ANSI/AAMI EC57: beat by"
          + " beat, a window of 150 ms, without the first five minutes and ventricular flutter;"
          + " and with one lead, from the start, and on 10 s pieces."
    })
public final class EvaluateQrs implements Callable<Integer> {

  private static final int WRONG_USAGE = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--mitdb",
      required = true,
      paramLabel = "DIR",
      description =
          "The MIT-BIH Arrhythmia Database 1.0.0, from https://physionet.org/content/mitdb/1.0.0/")
  private Path mitdb = Path.of(".");

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown; default ${DEFAULT-VALUE}")
  private QrsReport.Format format = QrsReport.Format.TEXT;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    try {
      String report = QrsReport.write(QrsEvaluation.onMitBih(mitdb), format);
      command.commandLine().getOut().println(report);
      command.commandLine().getOut().flush();
      return 0;
    } catch (NoSuchFileException e) {
      command.commandLine().getErr().println(e.getMessage());
      return WRONG_USAGE;
    }
  }
}
