package org.einthoven.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is hashed of one event: lines of text in UTF-8, each with a line break.
 *
 * <pre>
 * einthoven-leaf/1
 * id 0199f2a4-…            the id of the audit entry
 * time 2026-11-27T14:41:03.123Z
 * action recording-accepted
 * outcome success
 * item 5f08…               once for each item: its {@link SaltedItem#hash()}
 * </pre>
 *
 * @param id of the event
 * @param time when, an ISO 8601 instant in UTC with milliseconds
 * @param action what, as a code
 * @param outcome {@code success} or {@code failure}
 * @param items the hashes of its items, in hexadecimal
 */
public record Leaf(String id, String time, String action, String outcome, List<String> items) {

  /** The first line. */
  public static final String FORM = "einthoven-leaf/1";

  private static final Pattern WORD = Pattern.compile("[!-~]+");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> NAMES = List.of("id", "time", "action", "outcome");

  /** Refuses what a line cannot hold. */
  public Leaf {
    items = List.copyOf(items);
    for (String word : List.of(id, time, action, outcome)) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("a field of a leaf is one word");
      }
    }
    for (String item : items) {
      if (!HASH.matcher(item).matches()) {
        throw new IllegalArgumentException("an item of a leaf is a SHA-256");
      }
    }
  }

  /** What is hashed. */
  public String data() {
    StringBuilder data = new StringBuilder(FORM).append('\n');
    List<String> values = List.of(id, time, action, outcome);
    for (int i = 0; i < NAMES.size(); i++) {
      data.append(NAMES.get(i)).append(' ').append(values.get(i)).append('\n');
    }
    items.forEach(item -> data.append("item ").append(item).append('\n'));
    return data.toString();
  }

  /** Its hash in the tree. */
  public MerkleHash hash() {
    return MerkleHash.leaf(data());
  }

  /**
   * The leaf in a text.
   *
   * @throws IllegalArgumentException when it is not exactly the data of one
   */
  public static Leaf parse(String data) {
    List<String> lines = Arrays.asList(data.split("\n", -1));
    int begin = 1 + NAMES.size();
    if (lines.size() <= begin || !lines.get(0).equals(FORM)) {
      throw new IllegalArgumentException("no leaf of the form " + FORM);
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      values.add(value(lines.get(1 + i), NAMES.get(i)));
    }
    List<String> items = new ArrayList<>();
    for (String line : lines.subList(begin, lines.size() - 1)) {
      items.add(value(line, "item"));
    }
    Leaf leaf = new Leaf(values.get(0), values.get(1), values.get(2), values.get(3), items);
    if (!leaf.data().equals(data)) {
      throw new IllegalArgumentException("no leaf of the form " + FORM);
    }
    return leaf;
  }

  private static String value(String line, String name) {
    if (!line.startsWith(name + " ")) {
      throw new IllegalArgumentException("the leaf has no " + name + " where it should");
    }
    return line.substring(name.length() + 1);
  }
}
