package org.einthoven.server.audit.log;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.LogVerification;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.ledger.SignedNote;
import org.einthoven.ledger.VerifierKey;

/** The log as {@code GET /audit/export} gives it. */
record Exported(String text, Checkpoint checkpoint, List<JsonNode> leaves) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Exported of(String query) {
    String text = given().get("/audit/export" + query).then().statusCode(200).extract().asString();
    List<JsonNode> lines = new ArrayList<>();
    try {
      for (String line : text.lines().toList()) {
        lines.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Exported(
        text, opened(lines.get(0).path("checkpoint").asText()), lines.subList(1, lines.size()));
  }

  /** The server's public key. */
  static VerifierKey key() {
    try {
      return VerifierKey.parse(
          given().get("/audit/key").then().statusCode(200).extract().asString());
    } catch (NoteRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a note says that the server's key signed. */
  static Checkpoint opened(String note) {
    try {
      return Checkpoint.parse(SignedNote.open(note, key()));
    } catch (NoteRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with it, by its own checkpoint and by those that were held. */
  List<Finding> findings(Checkpoint... held) {
    List<Checkpoint> all = new ArrayList<>(List.of(held));
    all.add(checkpoint);
    LogVerification verification = new LogVerification(all);
    for (JsonNode leaf : leaves) {
      verification.add(
          leaf.path("position").asLong(),
          leaf.path("data").asText(),
          MerkleHash.parse(leaf.path("hash").asText()));
    }
    return verification.findings();
  }
}
