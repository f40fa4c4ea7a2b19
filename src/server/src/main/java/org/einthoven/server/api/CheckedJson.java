package org.einthoven.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.einthoven.ledger.Finding;
import org.einthoven.server.audit.check.Checked;

/** What the check of the database found, as JSON. */
final class CheckedJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckedJson() {}

  static ObjectNode of(Checked checked) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .put("verified", checked.findings().isEmpty())
        .put("size", checked.size())
        .put("root", checked.root().toString())
        .put("checkpoints", checked.checkpoints());
    ArrayNode findings = answer.putArray("findings");
    for (Finding finding : checked.findings()) {
      findings
          .addObject()
          .put("kind", finding.kind())
          .put("what", finding.what())
          .put("detail", finding.detail());
    }
    return answer;
  }
}
