package org.einthoven.cli.synthesize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes artificial 12-lead ECGs. */
@Command(
    name = "synthesize",
    description = "Make artificial 12-lead ECG files. The same options give the same samples.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class SynthesizeCommand implements Callable<Integer> {

  @Option(
      names = "--rhythm",
      defaultValue = "sinus",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private SyntheticRhythm rhythm;

  @Option(
      names = "--form",
      defaultValue = "aecg",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private EcgForm form;

  @Option(
      names = "--count",
      defaultValue = "1",
      description = "How many files (default ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the first file; each further one counts up (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long (default ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--samples-per-second",
      defaultValue = "500",
      description = "The rate (default ${DEFAULT-VALUE}).")
  private double samplesPerSecond;

  @Option(
      names = "--beats-per-minute",
      defaultValue = "70",
      description = "The heart rate, 20 to 200 (default ${DEFAULT-VALUE}).")
  private double beatsPerMinute;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files go (default: here).")
  private Path out;

  @Spec private CommandSpec spec;

  /** A command without settings. */
  public SynthesizeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count is 1 or more");
    }
    Files.createDirectories(out);
    for (long each = seed; each < seed + count; each++) {
      String name = rhythm.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + each;
      Path file = form.write(SyntheticRecording.of(synthesis(each)), name, out);
      spec.commandLine().getOut().println(file);
    }
    return ExitCode.DONE;
  }

  private EcgSynthesis synthesis(long each) {
    try {
      return EcgSynthesis.of(rhythm, each)
          .lasting(seconds, samplesPerSecond)
          .beating(beatsPerMinute);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
