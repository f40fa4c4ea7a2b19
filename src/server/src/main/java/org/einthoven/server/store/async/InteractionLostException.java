package org.einthoven.server.store.async;

/** It was cancelled or claimed by another: what was done is not kept. */
public final class InteractionLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InteractionLostException() {
    super("the interaction was cancelled or claimed by another");
  }
}
