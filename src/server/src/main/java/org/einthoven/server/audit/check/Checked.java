package org.einthoven.server.audit.check;

import java.util.List;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.MerkleHash;

/**
 * What a check came to.
 *
 * @param size how many leaves the log has
 * @param root of the tree of them
 * @param checkpoints how many signed checkpoints it was held against
 * @param findings what is wrong, none when all is as it was recorded
 */
public record Checked(long size, MerkleHash root, int checkpoints, List<Finding> findings) {

  /** Copies the list. */
  public Checked {
    findings = List.copyOf(findings);
  }
}
