package org.einthoven.server.outbox.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt to deliver ended. Reasons quote nothing that was sent or answered. */
public sealed interface Attempt {

  /** The receiver has it. */
  record Delivered() implements Attempt {}

  /**
   * It may go well another time.
   *
   * @param after how long the receiver asks to wait, null where it does not say
   */
  record Later(String reason, @Nullable Duration after) implements Attempt {}

  /** The same would fail again. */
  record Refused(String reason) implements Attempt {}
}
