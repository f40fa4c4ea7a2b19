package org.einthoven.server.audit;

import java.util.List;
import org.einthoven.server.store.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param action what
 * @param outcome {@code success} or {@code failure}
 * @param agent who: a sender, or {@code einthoven} for the server itself
 * @param versions the resource versions it made or touched
 * @param payloadSha256 the received bytes it is about, if it is about any
 * @param detail what else there is to say, in words without patient data, possibly empty
 * @param patients ids of Patients it is about, besides those whom the resources belong to now
 */
public record AuditedEvent(
    AuditedAction action,
    Outcome outcome,
    String agent,
    List<VersionId> versions,
    @Nullable String payloadSha256,
    String detail,
    List<String> patients) {

  /** The server itself as the one who acts. */
  public static final String SERVER = "einthoven";

  /** Copies the lists. */
  public AuditedEvent {
    versions = List.copyOf(versions);
    patients = List.copyOf(patients);
  }

  /** About nobody but whom the resources belong to now. */
  public AuditedEvent(
      AuditedAction action,
      Outcome outcome,
      String agent,
      List<VersionId> versions,
      @Nullable String payloadSha256,
      String detail) {
    this(action, outcome, agent, versions, payloadSha256, detail, List.of());
  }

  /** How it went. */
  public enum Outcome {
    SUCCESS,
    FAILURE
  }
}
