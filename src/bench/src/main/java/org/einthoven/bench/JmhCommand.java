package org.einthoven.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks. */
@Command(
    name = "jmh",
    description = "Measure single parts with JMH, the Java microbenchmark harness.",
    mixinStandardHelpOptions = true)
final class JmhCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description = "Which benchmarks, as a regular expression; all without it.")
  private String pattern;

  @Option(names = "--forks", defaultValue = "1", description = "Processes for each benchmark.")
  private int forks;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description = "Measured iterations of each process; as many warm it up.")
  private int iterations;

  @Option(names = "--seconds", defaultValue = "2", description = "How long an iteration lasts.")
  private int seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write JMH's own JSON here too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(seconds))
            .shouldFailOnError(true);
    if (json != null) {
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    new Runner(options.build()).run();
    return ExitCode.DONE;
  }
}
