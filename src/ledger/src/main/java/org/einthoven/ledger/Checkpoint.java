package org.einthoven.ledger;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a log was at a time: a promise that it will always begin with these leaves (C2SP
 * tlog-checkpoint).
 *
 * @param origin which log
 * @param size how many leaves
 * @param root of the tree of these leaves
 */
public record Checkpoint(String origin, long size, MerkleHash root) {

  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int LINES = 3;

  /** The text that is signed: three lines. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * The checkpoint in a text; lines behind the third say nothing that this log relies on.
   *
   * @throws NoteRefusedException when it is none
   */
  public static Checkpoint parse(String text) throws NoteRefusedException {
    String[] lines = text.split("\n", -1);
    if (lines.length <= LINES
        || lines[0].isEmpty()
        || !SIZE.matcher(lines[1]).matches()
        || !text.endsWith("\n")) {
      throw new NoteRefusedException("no checkpoint: it has an origin, a size and a root, by line");
    }
    try {
      byte[] root = Base64.getDecoder().decode(lines[2]);
      return new Checkpoint(lines[0], Long.parseLong(lines[1]), MerkleHash.of(root));
    } catch (IllegalArgumentException e) {
      throw new NoteRefusedException("no checkpoint: its root is not 32 bytes in base64", e);
    }
  }
}
