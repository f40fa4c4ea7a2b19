package org.einthoven.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The leaves from {@code begin} up to, not including, {@code end}, as a tree of their own. Only
 * such as the splitting of RFC 9162 (2.1.1) makes: the first leaf stands at a multiple of the
 * largest power of two that is not above the number of leaves.
 *
 * @param begin the position of its first leaf
 * @param end the position behind its last leaf, greater than {@code begin}
 */
public record Subtree(long begin, long end) {

  /**
   * A node over a full number of leaves: 2^level of them, from index × 2^level on.
   *
   * @param level 0 for a leaf
   * @param index among the nodes of its level, from 0
   */
  public record Node(int level, long index) {}

  /** Refuses one without leaves. */
  public Subtree {
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException("no leaves from " + begin + " to " + end);
    }
  }

  /** How many leaves it has. */
  public long size() {
    return end - begin;
  }

  /** The full nodes that it is made of, from left to right; each is larger than the next. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (long at = begin; at < end; ) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at);
      nodes.add(new Node(level, at >> level));
      at += 1L << level;
    }
    return nodes;
  }

  /** Its root, of the hashes of its {@link #nodes()}. */
  public MerkleHash root(Function<Node, MerkleHash> hashes) {
    List<Node> nodes = nodes();
    MerkleHash root = hashes.apply(nodes.get(nodes.size() - 1));
    for (int i = nodes.size() - 2; i >= 0; i--) {
      root = MerkleHash.node(hashes.apply(nodes.get(i)), root);
    }
    return root;
  }

  /** Where it splits: the largest power of two below its size, from its begin on. */
  long split() {
    return begin + Long.highestOneBit(size() - 1);
  }
}
