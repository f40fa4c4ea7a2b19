package org.einthoven.training;

import org.einthoven.training.data.DamagedDataException;
import org.einthoven.training.data.MissingDataException;
import org.einthoven.training.dfnet.EvaluateAf;
import org.einthoven.training.dfnet.EvaluateCalibration;
import org.einthoven.training.dfnet.EvaluateCritical;
import org.einthoven.training.dfnet.EvaluateDfnet;
import org.einthoven.training.dfnet.EvaluateGates;
import org.einthoven.training.dfnet.EvaluateHolter;
import org.einthoven.training.dfnet.EvaluateMi;
import org.einthoven.training.dfnet.EvaluateNoise;
import org.einthoven.training.dfnet.EvaluatePrecision;
import org.einthoven.training.dfnet.TrainAblations;
import org.einthoven.training.dfnet.TrainDfnet;
import org.einthoven.training.diffusion.EvaluateDiffusion;
import org.einthoven.training.diffusion.PartGenerators;
import org.einthoven.training.diffusion.TrainDiffusion;
import org.einthoven.training.evaluation.EvaluateDelineation;
import org.einthoven.training.evaluation.EvaluateQrs;
import org.einthoven.training.evaluation.EvaluateQuality;
import org.einthoven.training.evaluation.EvaluateStatements;
import org.einthoven.training.run.CheckpointRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code train} and {@code evaluate}: what the launcher hands to this module. */
@Command(
    name = "einthoven",
    mixinStandardHelpOptions = true,
    description = "Trains and evaluates models.",
    subcommands = TrainingCommand.Evaluate.class)
public final class TrainingCommand {

  private static final int NO = 1;
  private static final int WRONG_USAGE = 2;
  private static final int FAULT = 3;

  /** Trains a model. */
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Trains a model and writes it to models/.",
      subcommands = {TrainDfnet.class, TrainDiffusion.class})
  static final class Train {}

  /** Evaluates a model or a detector. */
  @Command(
      name = "evaluate",
      mixinStandardHelpOptions = true,
      description = "Measures a model or a detector on a database.",
      subcommands = {
        EvaluateDfnet.class,
        EvaluateDiffusion.class,
        EvaluateMi.class,
        EvaluateAf.class,
        EvaluateHolter.class,
        EvaluateQrs.class,
        EvaluateDelineation.class,
        EvaluateStatements.class,
        EvaluateQuality.class,
        EvaluateCritical.class,
        EvaluateCalibration.class,
        EvaluateNoise.class,
        EvaluatePrecision.class,
        EvaluateGates.class
      })
  static final class Evaluate {}

  /** Runs a command and ends with its exit code: 0 done, 1 no, 2 wrong usage, 3 a fault. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  private static int codeOf(Exception fault) {
    if (fault instanceof DamagedDataException) {
      return NO;
    }
    return fault instanceof MissingDataException || fault instanceof CheckpointRefusedException
        ? WRONG_USAGE
        : FAULT;
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new TrainingCommand());
    line.addSubcommand(
        new CommandLine(new Train()).addSubcommand(new TrainAblations(PartGenerators::new)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (fault, command, result) -> {
          String message = fault.getMessage();
          command.getErr().println(message == null ? fault.getClass().getName() : message);
          if (Boolean.getBoolean("einthoven.stacktrace")) {
            fault.printStackTrace(command.getErr());
          }
          return codeOf(fault);
        });
    return line;
  }
}
