package org.einthoven.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.einthoven.cli.CommandRun;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.ledger.SignedNote;
import org.einthoven.ledger.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SigningKey KEY = SigningKey.make("example.org/log");
  private static final SigningKey OTHER = SigningKey.make("example.org/log");

  @TempDir Path folder;

  private final List<String> leaves = new ArrayList<>();

  VerifyCommandTest() {
    for (int i = 0; i < 11; i++) {
      leaves.add(leaf(i, "success"));
    }
  }

  private static SaltedItem item(int i) {
    byte[] salt = new byte[SaltedItem.SALT_LENGTH];
    salt[0] = (byte) (i + 1);
    return new SaltedItem(salt, "agent somebody");
  }

  private static String leaf(int i, String outcome) {
    return new Leaf(
            "id-" + i,
            "2026-11-27T14:41:03.123Z",
            "resources-created",
            outcome,
            List.of(item(i).hash()))
        .data();
  }

  private static String signed(List<String> leaves, int size, SigningKey key) {
    GrowingTree tree = new GrowingTree();
    leaves.subList(0, size).forEach(leaf -> tree.add(MerkleHash.leaf(leaf)));
    return SignedNote.sign(new Checkpoint("example.org/log", size, tree.root()).text(), key);
  }

  private Path kept(int size) throws IOException {
    return Files.writeString(folder.resolve("kept-" + size + ".txt"), signed(leaves, size, KEY));
  }

  private List<ObjectNode> exported(List<String> leaves, SigningKey key) {
    List<ObjectNode> lines = new ArrayList<>();
    lines.add(
        JSON.createObjectNode()
            .put("form", "einthoven-log/1")
            .put("key", key.verifier().toString())
            .put("checkpoint", signed(leaves, leaves.size(), key)));
    for (int i = 0; i < leaves.size(); i++) {
      ObjectNode line =
          JSON.createObjectNode()
              .put("position", i)
              .put("hash", MerkleHash.leaf(leaves.get(i)).toString())
              .put("data", leaves.get(i));
      line.putArray("items")
          .addObject()
          .put("salt", HexFormat.of().formatHex(item(i).salt()))
          .put("text", item(i).text());
      lines.add(line);
    }
    return lines;
  }

  private Path written(List<ObjectNode> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return Files.writeString(folder.resolve("log.ndjson"), text);
  }

  private static JsonNode verified(int exitCode, Path export, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("audit", "verify", export.toString(), "--format", "json", "--key"));
    arguments.add(KEY.verifier().toString());
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    JsonNode verdict = JSON.readTree(run.out());
    assertThat(verdict.path("verified").asBoolean()).isEqualTo(exitCode == 0);
    assertThat(verdict.path("findings").isEmpty()).isEqualTo(exitCode == 0);
    return verdict;
  }

  @Test
  void anUntouchedLogIsVerifiedWithTheKeyAlone() throws IOException {
    Path export = written(exported(leaves, KEY));
    JsonNode verdict =
        verified(
            0, export, "--checkpoint", kept(4).toString(), "--checkpoint", kept(11).toString());
    assertThat(verdict.path("size").asInt()).isEqualTo(11);
    assertThat(verdict.path("root").asText()).hasSize(64);
    Path key = Files.writeString(folder.resolve("key.pub"), KEY.verifier() + "\n");
    CommandRun run = CommandRun.of("audit", "verify", export.toString(), "--key", key.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("Verified: 11 leaves");
  }

  @Test
  void aLogThatWasRebuiltAndSignedAgainByTheServerIsFoundByAKeptCheckpoint() throws IOException {
    Path before = kept(4);
    Path after = kept(8);
    List<String> rebuilt = new ArrayList<>(leaves);
    rebuilt.set(5, leaf(5, "failure"));
    Path export = written(exported(rebuilt, KEY));
    verified(0, export);
    JsonNode verdict =
        verified(1, export, "--checkpoint", before.toString(), "--checkpoint", after.toString());
    assertThat(verdict.at("/findings/0/what").asText())
        .isEqualTo("the log between leaf 4 and leaf 7");
  }

  @Test
  void aLogThatSomebodyElseSignedIsRefused() throws IOException {
    verified(1, written(exported(leaves, OTHER)));
  }

  @Test
  void eachTamperedLineIsNamed() throws IOException {
    List<ObjectNode> lines = exported(leaves, KEY);
    lines.get(3).put("data", leaf(2, "failure"));
    ((ObjectNode) lines.get(7).at("/items/0")).put("text", "agent another");
    lines.remove(10);
    JsonNode verdict = verified(1, written(lines));
    assertThat(verdict.path("findings"))
        .extracting(finding -> finding.path("what").asText())
        .contains("leaf 2", "what leaf 6 vouches for", "leaf 9");
  }

  @Test
  void whatWasErasedIsVerifiedWithoutIt() throws IOException {
    List<ObjectNode> lines = exported(leaves, KEY);
    lines.get(3).putArray("items").addNull();
    lines.get(4).remove("items");
    verified(0, written(lines));
  }

  @Test
  void aFileThatIsNoExportIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("no.ndjson"), "{\"form\":\"else\"}\n");
    assertThat(verified(1, file).at("/findings/0/detail").asText()).contains("line 1");
    verified(1, Files.writeString(folder.resolve("empty.ndjson"), ""));
  }

  @Test
  void aKeyThatIsNoneIsWrongUsage() {
    CommandRun run =
        CommandRun.of("audit", "verify", "any", "--key", KEY.verifier().toString() + "A");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("audit").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("audit", "verify", "any").exitCode()).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereIsAFaultInOneLine() {
    CommandRun run = CommandRun.of("audit", "checkpoint", "--server", "http://localhost:9");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("no server answers at http://localhost:9");
  }
}
