package org.einthoven.server.audit.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.ledger.SaltedItem;

/**
 * The log as lines of JSON: a first line with the public key and a checkpoint, then a line for each
 * leaf of that checkpoint, in their order. It has no personal data unless the openings are asked
 * for: the salts and the texts of the items.
 */
@Singleton
public class LogExport {

  /** The form of the first line. */
  public static final String FORM = "einthoven-log/1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;

  private final LoggedLeaves leaves;
  private final CheckpointFolder folder;

  LogExport(LoggedLeaves leaves, CheckpointFolder folder) {
    this.leaves = leaves;
    this.folder = folder;
  }

  /**
   * Writes the log up to a checkpoint.
   *
   * @param note the signed checkpoint
   * @param openings whether salts and texts are written too
   */
  public void write(String note, boolean openings, OutputStream out) throws IOException {
    Checkpoint checkpoint;
    try {
      checkpoint = folder.opened(note);
    } catch (NoteRefusedException e) {
      throw new IOException(e);
    }
    ObjectNode head = JSON.createObjectNode();
    head.put("form", FORM).put("key", folder.key().verifier().toString()).put("checkpoint", note);
    line(head, out);
    for (long from = 0; from < checkpoint.size(); ) {
      List<LoggedLeaves.Placed> page =
          leaves.page(from, (int) Math.min(PAGE, checkpoint.size() - from));
      for (LoggedLeaves.Placed each : page) {
        ObjectNode leaf = JSON.createObjectNode();
        leaf.put("position", each.position())
            .put("hash", each.hash().toString())
            .put("data", each.data());
        if (openings) {
          open(leaf.putArray("items"), leaves.items(each));
        }
        line(leaf, out);
      }
      if (page.isEmpty()) {
        return; // What is missing is found by whoever verifies.
      }
      from = page.get(page.size() - 1).position() + 1;
    }
  }

  private static void open(ArrayNode array, List<LoggedLeaves.Item> items) {
    for (LoggedLeaves.Item item : items) {
      if (SaltedItem.isErased(item.salt())) {
        array.addNull();
      } else {
        array
            .addObject()
            .put("salt", HexFormat.of().formatHex(item.salt()))
            .put("text", item.text());
      }
    }
  }

  private static void line(ObjectNode line, OutputStream out) throws IOException {
    out.write(JSON.writeValueAsBytes(line));
    out.write('\n');
  }
}
