package org.einthoven.server.outbox.delivery;

import java.util.Locale;

/** What a delivery is about. */
public enum DeliveryKind {
  /** Whether the receiver's address may be used; nothing is sent. */
  CHECK,
  /** The first notification of a topic-based Subscription. */
  HANDSHAKE,
  /** A sign of life. */
  HEARTBEAT,
  /** Something happened. */
  EVENT;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DeliveryKind of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
