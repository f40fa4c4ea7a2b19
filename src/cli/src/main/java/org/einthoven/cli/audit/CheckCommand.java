package org.einthoven.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.Version;
import org.einthoven.ledger.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a server check its database. */
@Command(
    name = "check",
    description =
        "Have the server hold its whole database against the log, and the log against its checkpoints:"
            + " names what was changed, removed or added. It reads everything once.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Verdict.Form form;

  @Mixin private ServerOption server;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode answer;
    try (InputStream body = server.client().send("GET", "check")) {
      answer = JSON.readTree(body);
    }
    List<Finding> findings = new ArrayList<>();
    for (JsonNode finding : answer.path("findings")) {
      findings.add(
          new Finding(
              finding.path("kind").asText(),
              finding.path("what").asText(),
              finding.path("detail").asText()));
    }
    Verdict verdict =
        new Verdict(answer.path("size").asLong(), answer.path("root").asText(), findings);
    return verdict.print(form, spec.commandLine().getOut());
  }
}
