package org.einthoven.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.LogVerification;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.SaltedItem;

/** A log as it was exported: a first line with a checkpoint, then a line for each leaf. */
final class ExportedLog {

  private static final String FORM = "einthoven-log/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader lines;
  private final String note;
  private int line = 1;

  private ExportedLog(BufferedReader lines, String note) {
    this.lines = lines;
    this.note = note;
  }

  /** A line that is not of the form. */
  static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    MalformedException(int line, String why) {
      super("line " + line + ": " + why);
      this.why = "line " + line + ": " + why;
    }

    @Override
    public String getMessage() {
      return why;
    }
  }

  static ExportedLog begin(BufferedReader lines) throws IOException, MalformedException {
    String first = lines.readLine();
    JsonNode head = parsed(first == null ? "" : first, 1);
    if (!FORM.equals(head.path("form").asText())) {
      throw new MalformedException(1, "no export of the form " + FORM);
    }
    return new ExportedLog(lines, head.path("checkpoint").asText());
  }

  /** The signed checkpoint that it came with. */
  String note() {
    return note;
  }

  /**
   * Verifies all leaves.
   *
   * @param signed checkpoints whose signatures are verified
   * @param before what is known to be wrong already
   */
  Verdict verify(List<Checkpoint> signed, List<Finding> before)
      throws IOException, MalformedException {
    List<Finding> findings = new ArrayList<>(before);
    LogVerification verification = new LogVerification(signed);
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      JsonNode leaf = parsed(text, line);
      long position = leaf.path("position").asLong(-1);
      String data = leaf.path("data").asText();
      try {
        verification.add(position, data, MerkleHash.parse(leaf.path("hash").asText()));
        check(position, Leaf.parse(data), leaf.path("items"), findings);
      } catch (IllegalArgumentException e) {
        findings.add(Finding.changed("leaf " + position, String.valueOf(e.getMessage())));
      }
    }
    findings.addAll(verification.findings());
    return new Verdict(verification.size(), verification.root().toString(), findings);
  }

  /** What opens an item has its hash; what was erased is null. */
  private static void check(long position, Leaf leaf, JsonNode items, List<Finding> findings) {
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      if (!item.isNull()) {
        SaltedItem opened =
            new SaltedItem(
                HexFormat.of().parseHex(item.path("salt").asText()), item.path("text").asText());
        if (i >= leaf.items().size() || !opened.hash().equals(leaf.items().get(i))) {
          findings.add(
              Finding.changed(
                  "what leaf " + position + " vouches for", "item " + i + " has another hash"));
        }
      }
    }
  }

  private static JsonNode parsed(String text, int line) throws MalformedException {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || !node.isObject()) {
        throw new MalformedException(line, "no JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new MalformedException(line, "no JSON");
    }
  }
}
