package org.einthoven.ledger;

/** A note, a key or a checkpoint that is not accepted; the message says why. */
public final class NoteRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  NoteRefusedException(String why) {
    super(why);
  }

  NoteRefusedException(String why, Throwable cause) {
    super(why, cause);
  }
}
