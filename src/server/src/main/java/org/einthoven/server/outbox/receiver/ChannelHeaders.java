package org.einthoven.server.outbox.receiver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a Subscription's channel. They often hold credentials, so that their values are
 * kept for the delivery alone: in the resource a mark stands in their place, and sending the mark
 * back keeps the value.
 *
 * @param sent values by name
 * @param secret to sign with, null where none was given
 */
record ChannelHeaders(Map<String, List<String>> sent, @Nullable String secret) {

  /** What stands in the place of a value. */
  static final String MARK = "***";

  private static final String SECRET = "Einthoven-Signing-Secret";
  private static final int SHORTEST_SECRET = 16;
  private static final Set<String> OWN =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "content-encoding",
          "expect",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Copies the map. */
  ChannelHeaders {
    sent = Map.copyOf(sent);
  }

  /** Reads them; what cannot be sent is refused (422). */
  static ChannelHeaders of(Subscription.SubscriptionChannelComponent channel) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    String secret = null;
    for (int i = 0; i < channel.getHeader().size(); i++) {
      String place = "Subscription.channel.header[" + i + "]";
      String line = channel.getHeader().get(i).getValueNotNull();
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      boolean wellFormed =
          name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") && value.matches("[\\x20-\\x7e\\x80-\\xff]*");
      if (!wellFormed) {
        throw Refusals.of("the header is not Name: value", place, "write it as Name: value");
      }
      if (name.equalsIgnoreCase(SECRET)) {
        if (value.length() < SHORTEST_SECRET && !value.equals(MARK)) {
          throw Refusals.of(
              "the signing secret is too short",
              place,
              "use at least " + SHORTEST_SECRET + " random characters");
        }
        secret = value;
        continue;
      }
      String lower = name.toLowerCase(Locale.ROOT);
      if (OWN.contains(lower) || lower.startsWith("einthoven-")) {
        throw Refusals.of("the server sets the header " + name + " itself", place, "leave it out");
      }
      sent.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return new ChannelHeaders(sent, secret);
  }

  /** Puts the mark in the place of every value. */
  static void mask(Subscription.SubscriptionChannelComponent channel) {
    for (StringType header : channel.getHeader()) {
      String line = header.getValueNotNull();
      int colon = Math.max(0, line.indexOf(':'));
      header.setValue(line.substring(0, colon).strip() + ": " + MARK);
    }
  }

  /** With the values of before where marks stand. */
  ChannelHeaders completed(Map<String, List<String>> before, @Nullable String secretBefore) {
    Map<String, List<String>> complete = new LinkedHashMap<>();
    sent.forEach(
        (name, values) ->
            complete.put(
                name, values.contains(MARK) ? before.getOrDefault(name, List.of()) : values));
    return new ChannelHeaders(complete, MARK.equals(secret) ? secretBefore : secret);
  }

  /** Names alone: values are secrets. */
  @Override
  public String toString() {
    return "ChannelHeaders" + sent.keySet();
  }
}
