package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.store.DatabaseFault;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jboss.logging.Logger;

/**
 * What went wrong inside is logged under a number and answered with that number, never with its
 * message.
 */
@Interceptor
@Singleton
public final class Faults {

  private static final Logger LOG = Logger.getLogger(Faults.class);

  private static final int FRAMES = 25;
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_SECONDS = "5";

  private final IdSource ids;

  /** Numbers faults by these ids. */
  Faults(IdSource ids) {
    this.ids = ids;
  }

  /** Replaces what is not meant for a client. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException answer(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BaseServerResponseException meant
          && !(cause instanceof InternalErrorException)) {
        return AddressRefusals.explained(meant);
      }
    }
    Optional<DatabaseFault> database = DatabaseFault.of(thrown);
    if (database.filter(DatabaseFault.CONFLICT::equals).isPresent()) {
      String problem = "another request changed the same at the same time";
      return new ResourceVersionConflictException(
          problem,
          (OperationOutcome)
              Outcomes.refused(
                      new ReadResult.Refused(
                          ReadResult.Reason.INVALID, problem, "http", "send it again"))
                  .resource());
    }
    String number = ids.next().toString();
    // The message of a fault may quote what was sent: the log gets its kind and place only.
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String trace =
        Arrays.stream(root.getStackTrace())
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining("\n  "));
    String state =
        DatabaseFault.sqlState(thrown).map(sqlState -> ", SQLSTATE " + sqlState).orElse("");
    LOG.errorf("fault %s: %s%s\n  %s", number, root.getClass().getName(), state, trace);
    if (database.filter(DatabaseFault.UNAVAILABLE::equals).isPresent()) {
      return unavailable(number);
    }
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.FATAL)
        .setCode(OperationOutcome.IssueType.EXCEPTION)
        .setDiagnostics("The server failed. Its log says more under " + number + ".");
    return new InternalErrorException("fault " + number, outcome);
  }

  private static BaseServerResponseException unavailable(String number) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.TRANSIENT)
        .setDiagnostics(
            "The database is not available; nothing was stored. Send it again in a few seconds. The"
                + " server's log says more under "
                + number
                + ".");
    BaseServerResponseException later =
        new UnclassifiedServerFailureException(UNAVAILABLE, "fault " + number, outcome);
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }
}
