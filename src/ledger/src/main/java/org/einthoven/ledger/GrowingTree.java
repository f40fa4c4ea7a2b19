package org.einthoven.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.einthoven.ledger.Subtree.Node;

/**
 * A tree that leaves are added to, of which only the right edge is held: as many hashes as its size
 * has binary ones. Not safe for use by several threads.
 */
public final class GrowingTree {

  private final Map<Node, MerkleHash> edge = new HashMap<>();
  private long size;

  /**
   * A node that became full.
   *
   * @param node where it is
   * @param hash its hash
   */
  public record Full(Node node, MerkleHash hash) {}

  /** A tree without leaves. */
  public GrowingTree() {}

  /**
   * A tree of a size that is there.
   *
   * @param hashes those of the nodes of {@code new Subtree(0, size)}
   */
  public static GrowingTree of(long size, Function<Node, MerkleHash> hashes) {
    GrowingTree tree = new GrowingTree();
    tree.size = size;
    if (size > 0) {
      for (Node node : new Subtree(0, size).nodes()) {
        tree.edge.put(node, hashes.apply(node));
      }
    }
    return tree;
  }

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /**
   * Adds a leaf.
   *
   * @return the nodes above the leaf that are full now, from the bottom up
   */
  public List<Full> add(MerkleHash leaf) {
    List<Full> full = new ArrayList<>();
    Node node = new Node(0, size);
    MerkleHash hash = leaf;
    while ((node.index() & 1) == 1) {
      MerkleHash left = edge.remove(new Node(node.level(), node.index() - 1));
      if (left == null) {
        throw new IllegalStateException("the right edge of the tree is not whole");
      }
      hash = MerkleHash.node(left, hash);
      node = new Node(node.level() + 1, node.index() >> 1);
      full.add(new Full(node, hash));
    }
    edge.put(node, hash);
    size++;
    return full;
  }

  /** The root of what was added up to now. */
  public MerkleHash root() {
    if (size == 0) {
      return MerkleHash.empty();
    }
    return new Subtree(0, size)
        .root(
            node -> {
              MerkleHash hash = edge.get(node);
              if (hash == null) {
                throw new IllegalStateException("the right edge of the tree is not whole");
              }
              return hash;
            });
  }
}
