package org.einthoven.inference.registry;

/** Whether a version can be run. */
public sealed interface Standing {

  /**
   * It is what its manifest says.
   *
   * @param replayed whether it also answered its golden vectors, as models do that this program
   *     runs
   */
  record Sound(boolean replayed) implements Standing {}

  /**
   * It is what its manifest says, and this program cannot run it.
   *
   * @param why such as {@code preparation 1, this build has 2}
   */
  record NotRunnable(String why) implements Standing {}

  /**
   * It is not what its manifest says.
   *
   * @param why with the file
   */
  record Refused(String why) implements Standing {}
}
