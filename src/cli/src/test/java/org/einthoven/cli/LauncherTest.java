package org.einthoven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, as far as it needs no build. */
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("einthoven.repository"), "einthoven");

  @TempDir private Path elsewhere;

  @Test
  void suggestsTheNearestCommand() throws Exception {
    CommandRun run = launch("analize");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no command 'analize'; did you mean 'analyze'?");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void suggestsNothingWhereNothingIsNear() throws Exception {
    CommandRun run = launch("xyzzyplugh");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("did you mean");
  }

  @Test
  void explainsItselfFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("ecg"), LAUNCHER);

    CommandRun run = run(List.of(link.toString(), "help"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("demo", "serve", "analyze", "Decision support");
  }

  @Test
  void explainsServeWithoutBuildingIt() throws Exception {
    CommandRun run = launch("serve", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("EINTHOVEN_DATA_DIRECTORY");
  }

  @Test
  void takesSettingsOfServeAsPropertiesOnly() throws Exception {
    CommandRun run = launch("serve", "--port", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("-Dname=value");
  }

  @Test
  void explainsWithoutACommandAndCallsThatWrongUsage() throws Exception {
    assertThat(launch().exitCode()).isEqualTo(2);
  }

  private CommandRun launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private CommandRun run(List<String> command) throws IOException, InterruptedException {
    Path err = elsewhere.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectError(err.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandRun(process.waitFor(), out, Files.readString(err));
  }
}
