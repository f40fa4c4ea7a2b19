package org.einthoven.training.paper;

import java.util.Locale;

/** What is taken from the network of the paper's protocol, to see what it is worth. */
public enum Ablation {
  /** Nothing. */
  NONE,
  /** The intervals between beats. */
  RHYTHM,
  /** The sight of the beats before and after. */
  NEIGHBOURS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
