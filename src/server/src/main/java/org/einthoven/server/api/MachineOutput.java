package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Keeps what the server made as it was made: reports and their results (security label AIAST), and
 * the records of who did what. The server's own writes do not come this way.
 */
@Singleton
public class MachineOutput {

  private static final String LABELS = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
  private static final String ARTIFICIAL_INTELLIGENCE_ASSERTED = "AIAST";
  private static final Set<String> RECORDS = Set.of("Provenance", "Task");

  private final ResourceReader stored;

  /** Over what is stored. */
  public MachineOutput(ResourceReader stored) {
    this.stored = stored;
  }

  /**
   * Looks at what clients want to replace.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException naming the first that
   *     stays as it is (403)
   */
  void check(List<Deposit> deposits) {
    for (Deposit deposit : deposits) {
      checkType(deposit.id().type(), deposit.place());
      if (deposit.put()) {
        check(deposit.id(), deposit.place());
      }
    }
  }

  /** Refuses what nobody but the server writes, whether it is there or not. */
  static void checkType(String type, String place) {
    if (type.equals(SearchParameters.TOLD_TYPE)) {
      throw Refusing.fixed(
          "AuditEvents are the audit trail of this server: nobody else adds, changes or deletes one",
          place,
          "read and search them; keep events of other systems in their own audit repository");
    }
    if (SearchParameters.READ_ONLY_TYPES.contains(type)) {
      throw Refusing.fixed(
          "this server keeps no " + type + " but its own, which nobody else changes or deletes",
          place,
          "read and search them; keep definitions of your own on a terminology or profile server");
    }
  }

  /** The same of one that is to be replaced or deleted. */
  void check(ResourceId id, String place) {
    if (stored.read(id).filter(there -> isFixed(there.resource())).isPresent()) {
      throw Refusing.fixed(
          id.type() + " cannot be changed: machine output stays as it was made",
          place,
          "a clinician accepts, amends or rejects a report by DiagnosticReport/ID/$sign-off; store a"
              + " finding of your own as a new resource");
    }
  }

  private static boolean isFixed(Resource there) {
    return RECORDS.contains(there.fhirType())
        || there.getMeta().getSecurity(LABELS, ARTIFICIAL_INTELLIGENCE_ASSERTED) != null;
  }
}
