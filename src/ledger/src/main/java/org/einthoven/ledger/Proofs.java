package org.einthoven.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Proofs that a leaf is in a tree, and that a tree begins with another one (RFC 9162, 2.1.3 and
 * 2.1.4).
 */
public final class Proofs {

  private Proofs() {}

  /**
   * The subtrees whose roots prove that a leaf is in a tree, from the bottom up.
   *
   * @param position of the leaf
   * @param size of the tree, greater than the position
   */
  public static List<Subtree> inclusion(long position, long size) {
    if (position < 0 || position >= size) {
      throw new IllegalArgumentException("no leaf " + position + " in a tree of " + size);
    }
    List<Subtree> path = new ArrayList<>();
    path(position, new Subtree(0, size), path);
    return path;
  }

  private static void path(long position, Subtree tree, List<Subtree> path) {
    if (tree.size() == 1) {
      return;
    }
    Subtree left = new Subtree(tree.begin(), tree.split());
    Subtree right = new Subtree(tree.split(), tree.end());
    boolean isLeft = position < tree.split();
    path(position, isLeft ? left : right, path);
    path.add(isLeft ? right : left);
  }

  /**
   * The subtrees whose roots prove that a tree begins with a smaller one; none where the smaller
   * one is empty or both are the same.
   */
  public static List<Subtree> consistency(long from, long to) {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("a tree of " + to + " cannot begin with one of " + from);
    }
    List<Subtree> proof = new ArrayList<>();
    if (from > 0 && from < to) {
      between(from, new Subtree(0, to), true, proof);
    }
    return proof;
  }

  private static void between(long from, Subtree tree, boolean known, List<Subtree> proof) {
    if (from == tree.end()) {
      if (!known) {
        proof.add(tree);
      }
      return;
    }
    Subtree left = new Subtree(tree.begin(), tree.split());
    Subtree right = new Subtree(tree.split(), tree.end());
    if (from <= tree.split()) {
      between(from, left, known, proof);
      proof.add(right);
    } else {
      between(from, right, false, proof);
      proof.add(left);
    }
  }

  /** Whether a proof shows that a leaf is in the tree with this root (RFC 9162, 2.1.3.2). */
  public static boolean isIncluded(
      MerkleHash leaf, long position, long size, List<MerkleHash> proof, MerkleHash root) {
    if (position < 0 || position >= size) {
      return false;
    }
    long node = position;
    long last = size - 1;
    MerkleHash found = leaf;
    for (MerkleHash step : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        found = MerkleHash.node(step, found);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        found = MerkleHash.node(found, step);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && found.equals(root);
  }

  /**
   * Whether a proof shows that the tree with the second root begins with the one of the first (RFC
   * 9162, 2.1.4.2).
   */
  public static boolean isConsistent(
      long from, MerkleHash fromRoot, long to, MerkleHash toRoot, List<MerkleHash> proof) {
    if (from < 0 || from > to) {
      return false;
    }
    if (from == 0) {
      return proof.isEmpty() && fromRoot.equals(MerkleHash.empty());
    }
    if (from == to) {
      return proof.isEmpty() && fromRoot.equals(toRoot);
    }
    List<MerkleHash> steps = new ArrayList<>(proof);
    if (Long.bitCount(from) == 1) {
      steps.add(0, fromRoot);
    }
    if (steps.isEmpty()) {
      return false;
    }
    long node = from - 1;
    long last = to - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    MerkleHash first = steps.get(0);
    MerkleHash second = steps.get(0);
    for (MerkleHash step : steps.subList(1, steps.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        first = MerkleHash.node(step, first);
        second = MerkleHash.node(step, second);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        second = MerkleHash.node(second, step);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && first.equals(fromRoot) && second.equals(toRoot);
  }
}
