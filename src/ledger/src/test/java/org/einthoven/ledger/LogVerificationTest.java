package org.einthoven.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogVerificationTest {

  private static final List<String> LEAVES = leaves(20);

  private static List<String> leaves(int count) {
    List<String> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(
          new Leaf("id-" + i, "2026-11-27T14:41:03.123Z", "resources-created", "success", List.of())
              .data());
    }
    return leaves;
  }

  private static Checkpoint checkpoint(List<String> leaves, int size) {
    GrowingTree tree = new GrowingTree();
    leaves.subList(0, size).forEach(leaf -> tree.add(MerkleHash.leaf(leaf)));
    return new Checkpoint("log", size, tree.root());
  }

  private static List<Finding> verified(List<String> leaves, Checkpoint... checkpoints) {
    LogVerification verification = new LogVerification(List.of(checkpoints));
    for (int i = 0; i < leaves.size(); i++) {
      verification.add(i, leaves.get(i), MerkleHash.leaf(leaves.get(i)));
    }
    return verification.findings();
  }

  @Test
  void anUntouchedLogHasNoFindings() {
    assertThat(
            verified(LEAVES, checkpoint(LEAVES, 20), checkpoint(LEAVES, 0), checkpoint(LEAVES, 7)))
        .isEmpty();
  }

  @Test
  void aRebuiltLogIsFoundBetweenTheCheckpointsThatWereHeld() {
    List<String> rebuilt = new ArrayList<>(LEAVES);
    rebuilt.set(9, LEAVES.get(9).replace("success", "failure"));
    assertThat(
            verified(
                rebuilt, checkpoint(LEAVES, 7), checkpoint(LEAVES, 12), checkpoint(rebuilt, 20)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo("changed");
              assertThat(finding.what()).isEqualTo("the log between leaf 7 and leaf 11");
            });
  }

  @Test
  void aLogThatWasCutIsFound() {
    assertThat(verified(LEAVES.subList(0, 10), checkpoint(LEAVES, 12)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).isEqualTo("leaves from 10 on"));
  }

  @Test
  void aLeafThatWasChangedInPlaceIsNamed() {
    LogVerification verification = new LogVerification(List.of(checkpoint(LEAVES, 20)));
    for (int i = 0; i < LEAVES.size(); i++) {
      String data = i == 4 ? LEAVES.get(4).replace("success", "failure") : LEAVES.get(i);
      verification.add(i, data, MerkleHash.leaf(LEAVES.get(i)));
    }
    assertThat(verification.findings()).extracting(Finding::what).containsExactly("leaf 4");
  }

  @Test
  void aLeafThatIsMissingIsNamed() {
    LogVerification verification = new LogVerification(List.of());
    verification.add(0, LEAVES.get(0), MerkleHash.leaf(LEAVES.get(0)));
    verification.add(2, LEAVES.get(2), MerkleHash.leaf(LEAVES.get(2)));
    assertThat(verification.findings()).extracting(Finding::what).contains("leaf 1");
  }

  @Test
  void aLeafIsReadBackAndNothingElseIs() {
    SaltedItem item = new SaltedItem(new byte[SaltedItem.SALT_LENGTH], "agent somebody");
    Leaf leaf = new Leaf("id", "2026-11-27T14:41:03.123Z", "act", "success", List.of(item.hash()));
    assertThat(Leaf.parse(leaf.data())).isEqualTo(leaf);
    assertThat(leaf.data()).doesNotContain("somebody");
    for (String wrong :
        new String[] {
          "", leaf.data() + "x", leaf.data().replace("act", "a b"), leaf.data().replace("/1", "/2")
        }) {
      assertThatThrownBy(() -> Leaf.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theHashOfAnItemDependsOnItsSalt() {
    byte[] salt = new byte[SaltedItem.SALT_LENGTH];
    salt[0] = 1;
    assertThat(new SaltedItem(salt, "agent a").hash())
        .isNotEqualTo(new SaltedItem(new byte[SaltedItem.SALT_LENGTH], "agent a").hash());
  }
}
