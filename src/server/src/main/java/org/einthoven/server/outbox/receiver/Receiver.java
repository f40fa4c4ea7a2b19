package org.einthoven.server.outbox.receiver;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param key {@code Subscription/ID}, or {@code ehr}
 * @param topic the canonical address of a topic, empty for other kinds
 * @param resourceType whose resources it is told of
 * @param criteria search parameters that these must meet, possibly empty
 * @param endpoint where it is told
 * @param headers sent with every request
 * @param secret to sign with, null where the settings have one or none is wanted
 * @param contactOrder the place among those who are told of a critical report
 * @param heartbeat how often it wants a sign of life, null for never
 * @param endsAt when it wants no more, null for never
 */
record Receiver(
    String key,
    Kind kind,
    String topic,
    String resourceType,
    String criteria,
    URI endpoint,
    Content content,
    Map<String, List<String>> headers,
    @Nullable String secret,
    int contactOrder,
    @Nullable Duration heartbeat,
    @Nullable Instant endsAt) {

  /** The key of the EHR. */
  static final String EHR = "ehr";

  private static final String SUBSCRIPTION = "Subscription/";

  /** Copies the map. */
  Receiver {
    headers = Map.copyOf(headers);
  }

  /** The key of a Subscription. */
  static String key(String subscriptionId) {
    return SUBSCRIPTION + subscriptionId;
  }

  boolean isSubscription() {
    return kind != Kind.EHR;
  }

  /** The id of its Subscription, or the key of one that has none. */
  String id() {
    return isSubscription() ? key.substring(SUBSCRIPTION.length()) : key;
  }

  /** The key alone: the rest holds secrets. */
  @Override
  public String toString() {
    return "Receiver[" + key + "]";
  }

  /** How it is told. */
  enum Kind {
    REST_HOOK,
    TOPIC,
    EHR;

    String column() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String column) {
      return valueOf(column.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** How much of a resource it is told. */
  enum Content {
    EMPTY,
    ID_ONLY,
    FULL_RESOURCE;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Content of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
