package org.einthoven.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.MarkdownText;
import org.einthoven.ledger.Finding;

/**
 * What a verification came to.
 *
 * @param size how many leaves were seen
 * @param root of the tree of them, in hexadecimal
 * @param findings what is wrong; none when all is as it was signed
 */
record Verdict(long size, String root, List<Finding> findings) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The forms in which it is told. */
  enum Form {
    TEXT,
    JSON,
    MARKDOWN
  }

  Verdict {
    findings = List.copyOf(findings);
  }

  /**
   * Prints it.
   *
   * @return the exit code that says the same
   */
  int print(Form form, PrintWriter out) {
    out.print(
        switch (form) {
          case TEXT -> text();
          case JSON -> json();
          case MARKDOWN -> markdown();
        });
    out.flush();
    return findings.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private String headline() {
    return (findings.isEmpty() ? "Verified" : "NOT VERIFIED")
        + ": "
        + size
        + " leaves, root "
        + root;
  }

  private String text() {
    StringBuilder text = new StringBuilder(headline()).append('\n');
    findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
    return text.toString();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder(headline()).append("\n");
    if (!findings.isEmpty()) {
      text.append("\n| what happened | to what | how it is known |\n|---|---|---|\n");
      for (Finding finding : findings) {
        text.append("| ").append(MarkdownText.plain(finding.kind()));
        text.append(" | ").append(MarkdownText.plain(finding.what()));
        text.append(" | ").append(MarkdownText.plain(finding.detail())).append(" |\n");
      }
    }
    return text.toString();
  }

  private String json() {
    ObjectNode node = JSON.createObjectNode();
    node.put("verified", findings.isEmpty()).put("size", size).put("root", root);
    ArrayNode array = node.putArray("findings");
    for (Finding finding : findings) {
      array
          .addObject()
          .put("kind", finding.kind())
          .put("what", finding.what())
          .put("detail", finding.detail());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
