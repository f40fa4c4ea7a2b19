package org.einthoven.server.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.SaltedItem;

/**
 * A leaf with the salts of its items.
 *
 * @param leaf what is hashed
 * @param salts 16 bytes for each item, in their order
 */
public record SaltedLeaf(Leaf leaf, byte[] salts) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The leaf of an event, with new salts. */
  public static SaltedLeaf of(
      UUID id,
      Instant time,
      String action,
      String outcome,
      List<String> items,
      RandomGenerator random) {
    byte[] salts = new byte[SaltedItem.SALT_LENGTH * items.size()];
    random.nextBytes(salts);
    return new SaltedLeaf(
        new Leaf(id.toString(), time(time), action, outcome, hashes(items, salts)), salts);
  }

  private static List<String> hashes(List<String> items, byte[] salts) {
    ByteBuffer all = ByteBuffer.wrap(salts);
    List<String> hashes = new ArrayList<>();
    for (String item : items) {
      byte[] salt = new byte[SaltedItem.SALT_LENGTH];
      all.get(salt);
      hashes.add(new SaltedItem(salt, item).hash());
    }
    return hashes;
  }

  /** A time as a leaf writes it: UTC, with milliseconds. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** Without the salts. */
  @Override
  public String toString() {
    return "SaltedLeaf[" + leaf.id() + "]";
  }
}
