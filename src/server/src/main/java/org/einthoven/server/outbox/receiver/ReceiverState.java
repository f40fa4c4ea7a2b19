package org.einthoven.server.outbox.receiver;

import org.jspecify.annotations.Nullable;

/**
 * How it stands with a receiver.
 *
 * @param status as of a Subscription: {@code requested}, {@code active}, {@code error}, {@code off}
 * @param events how many it was to be told of so far
 * @param failure why the last delivery to it was given up, null where it is well
 */
record ReceiverState(String status, long events, @Nullable String failure) {

  static final String REQUESTED = "requested";
  static final String ACTIVE = "active";
  static final String ERROR = "error";
  static final String OFF = "off";
}
