package org.einthoven.server.store.async;

import org.jspecify.annotations.Nullable;

/**
 * How far an interaction is.
 *
 * @param running whether somebody carries it out
 * @param failure why it failed, null unless it did
 * @param answer a batch-response Bundle as JSON without its waveforms, null until it is done; the
 *     array is not copied
 */
public record InteractionState(
    boolean running, @Nullable String failure, byte @Nullable [] answer) {

  @Override
  public String toString() {
    return "InteractionState[" + running + "]";
  }
}
