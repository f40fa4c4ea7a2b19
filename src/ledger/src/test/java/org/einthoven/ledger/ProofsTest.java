package org.einthoven.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ledger.Subtree.Node;
import org.junit.jupiter.api.Test;

class ProofsTest {

  private static final int MOST = 40;

  /** All full nodes and the roots of every size of a tree of leaves. */
  private record Whole(Map<Node, MerkleHash> nodes, List<MerkleHash> roots) {

    static Whole of(List<byte[]> leaves) {
      Map<Node, MerkleHash> nodes = new HashMap<>();
      List<MerkleHash> roots = new ArrayList<>();
      GrowingTree tree = new GrowingTree();
      roots.add(tree.root());
      for (byte[] leaf : leaves) {
        nodes.put(new Node(0, tree.size()), MerkleHash.leaf(leaf));
        tree.add(MerkleHash.leaf(leaf)).forEach(full -> nodes.put(full.node(), full.hash()));
        roots.add(tree.root());
      }
      return new Whole(nodes, roots);
    }

    List<MerkleHash> hashes(List<Subtree> proof) {
      return proof.stream().map(part -> part.root(nodes::get)).toList();
    }
  }

  private static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(new byte[] {(byte) i});
    }
    return leaves;
  }

  private static List<MerkleHash> parsed(String... hex) {
    return List.of(hex).stream().map(MerkleHash::parse).toList();
  }

  @Test
  void theRootsAreThoseOfTheReferenceTree() {
    assertThat(Whole.of(CertificateTransparencyTree.LEAVES).roots())
        .isEqualTo(CertificateTransparencyTree.ROOTS);
  }

  @Test
  void theProofsAreThoseOfTheReferenceTree() {
    Whole tree = Whole.of(CertificateTransparencyTree.LEAVES);
    assertThat(tree.hashes(Proofs.inclusion(5, 8)))
        .isEqualTo(
            parsed(
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(tree.hashes(Proofs.inclusion(2, 3)))
        .isEqualTo(parsed("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
    assertThat(tree.hashes(Proofs.consistency(6, 8)))
        .isEqualTo(
            parsed(
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(tree.hashes(Proofs.consistency(2, 5)))
        .isEqualTo(
            parsed(
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
  }

  @Test
  void everyLeafOfEverySizeIsProvenAndNoOtherIs() {
    Whole tree = Whole.of(leaves(MOST));
    for (int size = 1; size <= MOST; size++) {
      for (int position = 0; position < size; position++) {
        List<MerkleHash> proof = tree.hashes(Proofs.inclusion(position, size));
        MerkleHash leaf = tree.nodes().get(new Node(0, position));
        MerkleHash root = tree.roots().get(size);
        assertThat(Proofs.isIncluded(leaf, position, size, proof, root)).isTrue();
        assertThat(Proofs.isIncluded(MerkleHash.empty(), position, size, proof, root)).isFalse();
        assertThat(Proofs.isIncluded(leaf, position, size, proof, MerkleHash.empty())).isFalse();
        if (size > 1) {
          assertThat(Proofs.isIncluded(leaf, (position + 1) % size, size, proof, root)).isFalse();
          assertThat(Proofs.isIncluded(leaf, position, size, proof.subList(1, proof.size()), root))
              .isFalse();
        }
      }
    }
  }

  @Test
  void everySizeIsTheBeginOfEveryLargerOne() {
    Whole tree = Whole.of(leaves(MOST));
    for (int to = 0; to <= MOST; to++) {
      for (int from = 0; from <= to; from++) {
        List<MerkleHash> proof = tree.hashes(Proofs.consistency(from, to));
        MerkleHash first = tree.roots().get(from);
        MerkleHash second = tree.roots().get(to);
        assertThat(Proofs.isConsistent(from, first, to, second, proof))
            .as(from + " to " + to)
            .isTrue();
        MerkleHash other = MerkleHash.leaf("another");
        assertThat(Proofs.isConsistent(from, other, to, second, proof)).isFalse();
        if (from > 0) {
          assertThat(Proofs.isConsistent(from, first, to, other, proof)).isFalse();
        }
      }
    }
  }

  @Test
  void aTreeThatForksHasNoProof() {
    Whole honest = Whole.of(leaves(MOST));
    List<byte[]> changed = leaves(MOST);
    changed.set(3, new byte[] {99});
    Whole rebuilt = Whole.of(changed);
    for (int from = 4; from < MOST; from++) {
      assertThat(
              Proofs.isConsistent(
                  from,
                  honest.roots().get(from),
                  MOST,
                  rebuilt.roots().get(MOST),
                  rebuilt.hashes(Proofs.consistency(from, MOST))))
          .isFalse();
    }
  }

  @Test
  void aTreeGoesOnFromItsRightEdge() {
    List<byte[]> leaves = leaves(MOST);
    Whole whole = Whole.of(leaves);
    for (int size = 0; size < MOST; size++) {
      GrowingTree tree = GrowingTree.of(size, whole.nodes()::get);
      assertThat(tree.root()).isEqualTo(whole.roots().get(size));
      tree.add(MerkleHash.leaf(leaves.get(size)));
      assertThat(tree.root()).isEqualTo(whole.roots().get(size + 1));
    }
  }

  @Test
  void whatIsNotInTheTreeCannotBeAskedFor() {
    assertThatThrownBy(() -> Proofs.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
