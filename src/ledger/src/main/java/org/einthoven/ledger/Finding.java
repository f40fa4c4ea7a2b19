package org.einthoven.ledger;

/**
 * Something that is not as the log says.
 *
 * @param kind what happened to it, such as {@code changed}, {@code removed} or {@code added}
 * @param what what it happened to: a table and a key, a leaf, a checkpoint
 * @param detail how that is known
 */
public record Finding(String kind, String what, String detail) {

  /** It is not what was recorded. */
  public static Finding changed(String what, String detail) {
    return new Finding("changed", what, detail);
  }

  /** It was recorded and is not there. */
  public static Finding removed(String what, String detail) {
    return new Finding("removed", what, detail);
  }

  /** It is there and was never recorded. */
  public static Finding added(String what, String detail) {
    return new Finding("added", what, detail);
  }

  @Override
  public String toString() {
    return kind + ": " + what + " (" + detail + ")";
  }
}
