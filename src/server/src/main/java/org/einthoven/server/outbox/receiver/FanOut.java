package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.outbox.OutboxMessages;
import org.einthoven.server.outbox.OutboxMessages.Message;
import org.einthoven.server.outbox.WrittenResources;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.store.VersionId;

/** Makes of every message a delivery for each receiver that is to be told. */
@Singleton
public class FanOut {

  private final OutboxMessages messages;
  private final Receivers receivers;
  private final Criteria criteria;
  private final EhrTransaction ehr;
  private final DeliveryQueue queue;

  FanOut(
      OutboxMessages messages,
      Receivers receivers,
      Criteria criteria,
      EhrTransaction ehr,
      DeliveryQueue queue) {
    this.messages = messages;
    this.receivers = receivers;
    this.criteria = criteria;
    this.ehr = ehr;
    this.queue = queue;
  }

  /** A message that cannot be handed on: the messages taken with it are not handed on either. */
  public static final class MessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID message;

    MessageException(UUID message, RuntimeException cause) {
      super("the message could not be handed on: " + message, cause);
      this.message = message;
    }

    /** Which message it is. */
    public UUID message() {
      return message;
    }
  }

  /**
   * Hands messages on, the oldest first.
   *
   * @return how many
   * @throws MessageException naming the one that failed; then none is handed on
   */
  @Transactional
  public int run(int most) {
    List<Message> taken = messages.take(most);
    for (Message message : taken) {
      try {
        handOn(message);
      } catch (RuntimeException e) {
        throw new MessageException(message.id(), e);
      }
      messages.handedOn(message);
    }
    return taken.size();
  }

  private void handOn(Message message) {
    switch (message.kind()) {
      case WrittenResources.KIND -> {
        VersionId written = message.resources().get(0);
        tell(receivers.ofType(written.id().type()), message);
        if (ehr.wants(written)) {
          receivers.listening(Receiver.EHR).ifPresent(there -> tell(List.of(there), message));
        }
      }
      case "report-made", "recording-not-assessed" -> {
        Message about = about(message, Topic.REPORT_AVAILABLE.focus());
        tell(receivers.ofTopic(Topic.REPORT_AVAILABLE), about);
        receivers.listening(Receiver.EHR).ifPresent(there -> tell(List.of(there), about));
      }
      case "analysis-failed" ->
          tell(
              receivers.ofTopic(Topic.ANALYSIS_FAILED),
              about(message, Topic.ANALYSIS_FAILED.focus()));
      default -> {
        // Nobody can ask to be told of it.
      }
    }
  }

  private void tell(List<Receiver> all, Message message) {
    for (Receiver receiver : all) {
      VersionId focus = message.resources().get(0);
      if (receiver.criteria().isEmpty() || criteria.met(focus.id(), receiver.criteria())) {
        queue.add(
            receiver.key(),
            DeliveryKind.EVENT,
            receivers.countEvent(receiver.key()),
            message.when(),
            message.resources());
      }
    }
  }

  /** The message with the resource that it is about first. */
  private static Message about(Message message, String type) {
    List<VersionId> ordered = new ArrayList<>(message.resources());
    ordered.sort((a, b) -> Boolean.compare(isOf(type, b), isOf(type, a)));
    if (ordered.isEmpty() || !isOf(type, ordered.get(0))) {
      throw new IllegalStateException("a message of this kind names a " + type);
    }
    return new Message(message.id(), message.kind(), ordered, message.when());
  }

  private static boolean isOf(String type, VersionId version) {
    return version.id().type().equals(type);
  }
}
