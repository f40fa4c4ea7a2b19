package org.einthoven.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the leaves of a log, one after the other, against checkpoints. It holds the right edge of
 * the tree alone, so that a log of any size can be checked. Not safe for use by several threads.
 */
public final class LogVerification {

  private final List<Checkpoint> checkpoints;
  private final List<Finding> findings = new ArrayList<>();
  private final GrowingTree tree = new GrowingTree();
  private int next;
  private long agreed;

  /**
   * A verification that has seen no leaf yet.
   *
   * @param checkpoints what was signed, in any order; their signatures are verified
   */
  public LogVerification(List<Checkpoint> checkpoints) {
    this.checkpoints =
        checkpoints.stream().sorted(Comparator.comparingLong(Checkpoint::size)).toList();
    compare();
  }

  /**
   * Looks at the next leaf.
   *
   * @param position where it says it stands
   * @param data what is hashed
   * @param hash the hash that was stored with it
   */
  public void add(long position, String data, MerkleHash hash) {
    if (!MerkleHash.leaf(data).equals(hash)) {
      findings.add(
          Finding.changed(
              "leaf " + position, "its text does not have the hash that the tree has of it"));
    }
    add(position, hash);
  }

  /** Takes the next leaf by its hash alone, for whoever looks at its data elsewhere. */
  public void add(long position, MerkleHash hash) {
    if (position != tree.size()) {
      findings.add(
          Finding.removed(
              "leaf " + tree.size(), "the leaf that follows says it stands at " + position));
    }
    tree.add(hash);
    compare();
  }

  private void compare() {
    while (next < checkpoints.size() && checkpoints.get(next).size() == tree.size()) {
      Checkpoint checkpoint = checkpoints.get(next++);
      if (checkpoint.root().equals(tree.root())) {
        agreed = tree.size();
      } else {
        findings.add(
            Finding.changed(
                "the log between leaf " + agreed + " and leaf " + (checkpoint.size() - 1),
                "its root is not that of the checkpoint of size " + checkpoint.size()));
      }
    }
  }

  /** How many leaves were seen. */
  public long size() {
    return tree.size();
  }

  /** The root of the leaves that were seen. */
  public MerkleHash root() {
    return tree.root();
  }

  /** What is wrong, when all leaves were seen; empty when all is as it was signed. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    for (Checkpoint beyond : checkpoints.subList(next, checkpoints.size())) {
      all.add(
          Finding.removed(
              "leaves from " + tree.size() + " on",
              "a checkpoint of size " + beyond.size() + " was signed"));
    }
    return all;
  }
}
