package org.einthoven.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.store.CdsHookRecords;
import org.jspecify.annotations.Nullable;

/** What users did with cards (CDS Hooks 2.0, Feedback); all of a message is kept, or none. */
@Singleton
public class CdsFeedback {

  private static final int LONGEST = 4000;

  private final CdsHookRecords records;

  /** Kept with the cards. */
  public CdsFeedback(CdsHookRecords records) {
    this.records = records;
  }

  /**
   * Keeps a message.
   *
   * @throws RefusedRequestException naming what is missing, wrong or about no card of ours (400)
   */
  void store(byte[] body) throws RefusedRequestException {
    JsonNode sent = CdsJson.part(CdsJson.object(body), "feedback", JsonNodeType.ARRAY, "");
    if (sent.isEmpty()) {
      throw CdsJson.refused("there is no feedback", "feedback", "send at least one");
    }
    List<CdsHookRecords.Feedback> all = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      all.add(read(sent.get(i), "feedback[" + i + "]."));
    }
    records.add(all);
  }

  private CdsHookRecords.Feedback read(JsonNode one, String place) throws RefusedRequestException {
    UUID card = card(CdsJson.text(one, "card", place), place);
    String outcome = CdsJson.text(one, "outcome", place);
    Instant at = at(CdsJson.text(one, "outcomeTimestamp", place), place);
    JsonNode reason = one.path("overrideReason");
    switch (outcome) {
      case "accepted" -> {
        if (!one.path("acceptedSuggestions").isEmpty()) {
          throw CdsJson.refused(
              "the card has no suggestions", place + "acceptedSuggestions", "leave them out");
        }
        if (!reason.isMissingNode() && !reason.isNull()) {
          throw CdsJson.refused(
              "what was accepted was not overridden", place + "overrideReason", "leave it out");
        }
        return new CdsHookRecords.Feedback(card, outcome, at, null, null, null);
      }
      case "overridden" -> {
        JsonNode coding = reason.path("reason");
        return new CdsHookRecords.Feedback(
            card,
            outcome,
            at,
            optional(coding, "system", place + "overrideReason.reason."),
            coding.isObject()
                ? CdsJson.text(coding, "code", place + "overrideReason.reason.")
                : null,
            optional(reason, "userComment", place + "overrideReason."));
      }
      default ->
          throw CdsJson.refused(
              "the outcome is not known", place + "outcome", "send accepted or overridden");
    }
  }

  private UUID card(String text, String place) throws RefusedRequestException {
    try {
      UUID card = UUID.fromString(text);
      if (records.knows(card)) {
        return card;
      }
    } catch (IllegalArgumentException e) {
      throw CdsJson.refused("the card is no UUID", place + "card", "send the card's uuid");
    }
    throw CdsJson.refused(
        "no such card was answered here", place + "card", "send the uuid of a card of ours");
  }

  private static Instant at(String text, String place) throws RefusedRequestException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw CdsJson.refused(
          "the outcomeTimestamp is no instant",
          place + "outcomeTimestamp",
          "send it as 2026-01-31T12:00:00Z");
    }
  }

  private static @Nullable String optional(JsonNode in, String name, String place)
      throws RefusedRequestException {
    if (!in.hasNonNull(name)) {
      return null;
    }
    String text = CdsJson.text(in, name, place);
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw CdsJson.refused(
          "the text is too long or not one", place + name, "send up to " + LONGEST + " characters");
    }
    return text;
  }
}
