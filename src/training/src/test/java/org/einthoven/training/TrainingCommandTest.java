package org.einthoven.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainingCommandTest {

  @TempDir private Path empty;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = TrainingCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void aMissingDatabaseIsNamedWithWhereToDownloadIt() {
    int code = run("evaluate", "dfnet", "--mitdb", empty.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("MIT-BIH Arrhythmia Database 1.0.0")
        .contains("https://physionet.org/content/mitdb/1.0.0/");
  }

  @Test
  void aMissingPtbXlIsNamedWithWhereToDownloadIt() {
    int code = run("evaluate", "mi", "--ptbxl", empty.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("PTB-XL 1.0.3").contains("https://physionet.org/");
  }

  @Test
  void aFoldThatWasTrainedOnIsNotJudged() {
    int code = run("evaluate", "mi", "--ptbxl", empty.toString(), "--fold", "3");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("trained on");
  }

  @Test
  void unknownLeadsOfTheInfarctionEvaluationAreWrongUsage() {
    assertThat(run("evaluate", "mi", "--ptbxl", empty.toString(), "--leads", "V7")).isEqualTo(2);
    assertThat(err.toString()).contains("--leads is one of [12, II]");
  }

  @Test
  void anUnknownProtocolIsWrongUsage() {
    assertThat(run("evaluate", "dfnet", "--mitdb", empty.toString(), "--protocol", "easy"))
        .isEqualTo(2);
  }

  @Test
  void everyCommandExplainsItself() {
    assertThat(run("train", "dfnet", "--help")).isZero();
    assertThat(out.toString()).contains("--mitdb").contains("--resume");
    assertThat(run("train", "ablations", "--help")).isZero();
    assertThat(out.toString()).contains("--rows", "--cache");
    assertThat(run("train", "--help")).isZero();
    assertThat(out.toString()).contains("ablations").contains("diffusion");
  }
}
