package org.einthoven.training.dfnet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.TestScorings;
import picocli.CommandLine.Option;

/** Lists that a model was scored on the test patients, for commands that may do so. */
final class ScoringsOption {

  @Option(
      names = "--scorings",
      description = "list of every scoring of DS2 (default: ${DEFAULT-VALUE}, in a checkout)")
  private Path file = TestScorings.FILE;

  /**
   * Adds a scoring where it was one of test patients. Outside a checkout, where the default's
   * folder is missing, there is no list to add to, which is told.
   *
   * @param reports what was found; empty where it was something else than classes of beats
   */
  void add(
      PrintWriter told,
      ModelIdentity model,
      String command,
      RecordSet records,
      List<BeatReport> reports)
      throws IOException {
    if (records != RecordSet.DS2) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (file.equals(TestScorings.FILE) && (folder == null || !Files.isDirectory(folder))) {
      told.println("this scoring of DS2 is not listed, since there is no " + file.getParent());
      return;
    }
    new TestScorings(file, InstantSource.system()).add(model, command, reports);
  }
}
