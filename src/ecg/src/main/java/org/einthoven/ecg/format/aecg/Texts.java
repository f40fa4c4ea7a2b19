package org.einthoven.ecg.format.aecg;

import org.jspecify.annotations.Nullable;

/** Text content as people mean it. */
final class Texts {

  private Texts() {}

  /**
   * The text without white space around it and with single blanks in it, null where it is blank.
   */
  static @Nullable String plain(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip().replaceAll("\\s+", " ");
  }
}
