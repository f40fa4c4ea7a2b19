package org.einthoven.server.security;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Refusals of who may not, each in the audit trail before it is answered. */
@Singleton
public class Denials {

  /** Who has not proved who they are. */
  static final String NOBODY = "unknown";

  private final AuditTrail audit;

  /** Into this trail. */
  public Denials(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * Records a refusal in a transaction of its own, which stays when what was asked is rolled back.
   */
  void record(AuditedAction action, String agent, String detail) {
    write(action, AuditedEvent.Outcome.FAILURE, agent, detail);
  }

  /** Records, likewise, what was let through and has to be seen. */
  void note(AuditedAction action, String agent, String detail) {
    write(action, AuditedEvent.Outcome.SUCCESS, agent, detail);
  }

  private void write(
      AuditedAction action, AuditedEvent.Outcome outcome, String agent, String detail) {
    QuarkusTransaction.requiringNew()
        .run(() -> audit.record(new AuditedEvent(action, outcome, agent, List.of(), null, detail)));
  }

  /**
   * A refusal to answer with (403), recorded.
   *
   * @param asked what was asked, in words without patient data, such as {@code search AuditEvent}
   */
  public ForbiddenOperationException of(Requester who, String asked) {
    record(AuditedAction.ACCESS_DENIED, who.agent(), asked);
    String unread =
        who.notUnderstood().isEmpty()
            ? ""
            : " These scopes allow nothing here: " + String.join(" ", who.notUnderstood()) + ".";
    return new ForbiddenOperationException(
        "not allowed: " + asked,
        (OperationOutcome)
            Outcomes.forbidden(
                    "the token's roles and scopes do not allow this: " + asked,
                    "http.Authorization",
                    "ask for a token whose role and SMART scopes do." + unread)
                .resource());
  }
}
