package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.jspecify.annotations.Nullable;

/**
 * Understands Subscriptions: those of R4 by criteria (R4 subscription 2.46), and those of the
 * topic-based backport.
 */
@Singleton
final class SubscriptionForm {

  private static final String FHIR_JSON = "application/fhir+json";
  private static final int LEAST = 1;
  private static final int LAST = Integer.MAX_VALUE;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Criteria criteria;

  SubscriptionForm(Criteria criteria) {
    this.criteria = criteria;
  }

  /**
   * Reads a Subscription.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException naming what cannot be
   *     done (422)
   */
  Receiver read(String id, Subscription subscription) {
    SubscriptionChannelComponent channel = subscription.getChannel();
    if (channel.getType() != SubscriptionChannelType.RESTHOOK) {
      throw Refusals.of(
          "the channel is not rest-hook", "Subscription.channel.type", "use rest-hook");
    }
    ChannelHeaders headers = ChannelHeaders.of(channel);
    String text = subscription.getCriteria() == null ? "" : subscription.getCriteria().strip();
    boolean topical = text.startsWith("http://") || text.startsWith("https://");
    Topic topic = topical ? topic(text) : null;
    CriteriaText asked = topic == null ? criteria(text) : filter(subscription, topic);
    return new Receiver(
        Receiver.key(id),
        topic == null ? Receiver.Kind.REST_HOOK : Receiver.Kind.TOPIC,
        topic == null ? "" : topic.canonical(),
        asked.resourceType(),
        asked.parameters(),
        endpoint(channel.getEndpoint()),
        content(channel, topic != null),
        headers.sent(),
        headers.secret(),
        contactOrder(subscription),
        heartbeat(channel),
        subscription.getEnd() == null ? null : subscription.getEnd().toInstant());
  }

  private static Topic topic(String canonical) {
    return Topic.of(canonical)
        .orElseThrow(
            () ->
                Refusals.of(
                    "there is no such topic",
                    "Subscription.criteria",
                    "use one of " + Topic.canonicals()));
  }

  private CriteriaText criteria(String text) {
    CriteriaText asked = CriteriaText.of(text);
    criteria.check(asked, "Subscription.criteria");
    return asked;
  }

  private CriteriaText filter(Subscription subscription, Topic topic) {
    var filters = subscription.getCriteriaElement().getExtensionsByUrl(Backport.FILTER);
    String parameters = "";
    for (Extension filter : filters) {
      String place = "Subscription.criteria.extension";
      CriteriaText said = CriteriaText.of(filter.getValue().primitiveValue());
      CriteriaText asked =
          new CriteriaText(
              said.resourceType().isEmpty() ? topic.focus() : said.resourceType(),
              said.parameters());
      if (!asked.resourceType().equals(topic.focus())) {
        throw Refusals.of(
            "the topic is not about " + asked.resourceType(), place, "filter " + topic.focus());
      }
      criteria.check(asked, place);
      parameters += (parameters.isEmpty() ? "" : "&") + asked.parameters();
    }
    return new CriteriaText(topic.focus(), parameters);
  }

  private static URI endpoint(@Nullable String text) {
    try {
      URI address = URI.create(text == null ? "" : text.strip());
      String scheme = address.getScheme() == null ? "" : address.getScheme();
      if (SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Refused below like any other address that nothing can be sent to.
    }
    throw Refusals.of(
        "the endpoint is not an address of http or https, or names a user",
        "Subscription.channel.endpoint",
        "send such as https://example.org/hook; credentials go into channel.header");
  }

  private static Receiver.Content content(SubscriptionChannelComponent channel, boolean topical) {
    String type = channel.getPayload() == null ? "" : channel.getPayload().split(";", 2)[0].strip();
    if (!type.isEmpty() && !type.equals(FHIR_JSON)) {
      throw Refusals.of(
          "the payload is not " + FHIR_JSON,
          "Subscription.channel.payload",
          "use " + FHIR_JSON + ", or leave it out for notifications without content");
    }
    if (!topical) {
      return type.isEmpty() ? Receiver.Content.EMPTY : Receiver.Content.FULL_RESOURCE;
    }
    String code = value(channel.getPayloadElement(), Backport.PAYLOAD_CONTENT);
    try {
      return code == null ? Receiver.Content.ID_ONLY : Receiver.Content.of(code);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(
          "the payload content is not known",
          "Subscription.channel.payload.extension",
          "use empty, id-only or full-resource");
    }
  }

  private static @Nullable Duration heartbeat(SubscriptionChannelComponent channel) {
    Integer seconds = number(channel, Backport.HEARTBEAT, "Subscription.channel.extension");
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static int contactOrder(Subscription subscription) {
    Extension order = subscription.getExtensionByUrl(Backport.CONTACT_ORDER);
    return order == null ? LAST : positive(order, "Subscription.extension");
  }

  private static @Nullable Integer number(
      SubscriptionChannelComponent channel, String url, String place) {
    Extension extension = channel.getExtensionByUrl(url);
    return extension == null ? null : positive(extension, place);
  }

  private static int positive(Extension extension, String place) {
    try {
      int number = Integer.parseInt(extension.getValue().primitiveValue());
      if (number >= LEAST) {
        return number;
      }
    } catch (NumberFormatException | NullPointerException e) {
      // Refused below like any other value that is no such number.
    }
    throw Refusals.of("the extension is not a number from 1 up", place, "send a positive integer");
  }

  private static @Nullable String value(Element element, String url) {
    Extension extension = element.getExtensionByUrl(url);
    return extension == null || extension.getValue() == null
        ? null
        : extension.getValue().primitiveValue();
  }
}
