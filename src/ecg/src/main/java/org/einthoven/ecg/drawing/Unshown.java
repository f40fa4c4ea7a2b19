package org.einthoven.ecg.drawing;

import java.util.Optional;

/** What a renderer says of characters that it had to replace, so that no text changes silently. */
public final class Unshown {

  private static final double SIZE = 2.1;

  private Unshown() {}

  /** How many characters of a text were replaced by {@link Lettering#UNSHOWN}. */
  public static int count(String text) {
    return (int) text.chars().filter(unit -> unit == Lettering.UNSHOWN).count();
  }

  /**
   * The sentence, which has its place in the line of the title, between it and the status; empty
   * where nothing was replaced.
   *
   * @param count how many characters were replaced on the page
   * @param mark by what
   */
  public static Optional<Mark.Text> note(int count, char mark) {
    if (count == 0) {
      return Optional.empty();
    }
    String what = count == 1 ? "1 character" : count + " characters";
    return Optional.of(
        new Mark.Text(
            PageFrame.UNSHOWN_LEFT,
            PageFrame.TITLE_LINE,
            SIZE,
            Mark.Anchor.START,
            Ink.WARNING,
            true,
            what + " on this page cannot be shown here: " + mark));
  }
}
