package org.einthoven.cli.synthesize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.ModelOption;
import org.einthoven.cli.command.Version;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes artificial 12-lead ECGs, and beats and strips by the trained generator. */
@Command(
    name = "synthesize",
    description = {
      "Make artificial ECG files. The same options give the same samples.",
      "With --rhythm, 12-lead ECGs from formulas; with --class, beats of two leads from a trained"
          + " generator, or, with --strip, short strips with such beats among normal ones."
    },
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
      description = "How many files, or beats with --class (default ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "N, S, V or F: beats of this class from the trained generator.")
  private @Nullable BeatClass beatClass;

  @Option(
      names = "--strip",
      paramLabel = "SECONDS",
      description = "With --class: strips this long (1 to 60 s) as WFDB and aECG, not beats.")
  private @Nullable Double stripSeconds;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "Of beats: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private BeatForm beatForm;

  @Option(
      names = "--guidance",
      defaultValue = "1",
      description = "With --class: above 1 the class is followed more (default ${DEFAULT-VALUE}).")
  private double guidance;

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  /** A command without settings. */
  public SynthesizeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw wrong("--count is 1 or more", null);
    }
    if (beatClass == null && stripSeconds != null) {
      throw wrong("--strip needs --class", null);
    }
    makeFolder();
    if (beatClass != null) {
      generate(beatClass);
      return ExitCode.DONE;
    }
    for (long each = seed; each < seed + count; each++) {
      String name = rhythm.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + each;
      Path file = form.write(SyntheticRecording.of(synthesis(each)), name, out);
      spec.commandLine().getOut().println(file);
    }
    return ExitCode.DONE;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw wrong("--out " + out + " is no folder and cannot be made one", e);
    }
    if (!Files.isWritable(out)) {
      throw wrong("--out " + out + " cannot be written to", null);
    }
  }

  private void generate(BeatClass wanted) throws IOException {
    try (BeatGenerator generator = BeatGenerator.load(models.library().current(BeatGenerator.ID))) {
      if (!generator.classes().contains(wanted)) {
        throw wrong(
            "the generator makes no beats of class %s, only of %s"
                .formatted(wanted, generator.classes()),
            null);
      }
      GeneratedFiles files =
          new GeneratedFiles(
              generator,
              new Sampling(Sampling.DEFAULT.steps(), guidance),
              out,
              file -> spec.commandLine().getOut().println(file));
      if (stripSeconds == null) {
        files.beats(wanted, count, seed, beatForm);
      } else {
        files.strips(wanted, count, stripSeconds, seed);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return cause == null
        ? new ParameterException(spec.commandLine(), message)
        : new ParameterException(spec.commandLine(), message, cause);
  }

  private EcgSynthesis synthesis(long each) {
    try {
      return EcgSynthesis.of(rhythm, each)
          .lasting(seconds, samplesPerSecond)
          .beating(beatsPerMinute);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }
}
