package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Denials;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may call which operation. Reads, searches and writes are held against the requester where
 * they are carried out; an interaction or operation that is not named here is nobody's.
 */
@Interceptor
@Singleton
public class OperationRules {

  /** Before what answers later. */
  private static final int FIRST = -100;

  private static final Set<RestOperationTypeEnum> HELD_ELSEWHERE =
      Set.of(
          RestOperationTypeEnum.METADATA,
          RestOperationTypeEnum.READ,
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.HISTORY_INSTANCE,
          RestOperationTypeEnum.HISTORY_TYPE,
          RestOperationTypeEnum.HISTORY_SYSTEM,
          RestOperationTypeEnum.CREATE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.PATCH,
          RestOperationTypeEnum.DELETE,
          RestOperationTypeEnum.TRANSACTION);

  private static final Set<RestOperationTypeEnum> OPERATIONS =
      Set.of(
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER);

  /** Those that an app about one patient may call; they keep to the compartment themselves. */
  private static final Set<String> OF_ONE_PATIENT = Set.of("$everything", "$lastn");

  private final AccessRules rules;
  private final Denials denials;

  /** By these rules. */
  public OperationRules(AccessRules rules, Denials denials) {
    this.rules = rules;
    this.denials = denials;
  }

  /** Refuses what the requester may not call. */
  @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = FIRST)
  public void check(ServletRequestDetails details) {
    Requester who = Exchange.of(details).requester();
    RestOperationTypeEnum kind = details.getRestOperationType();
    if (who.isOpen() || HELD_ELSEWHERE.contains(kind)) {
      return;
    }
    String operation = details.getOperation();
    String type = details.getResourceName();
    boolean stored = details.getId() != null;
    if (!OPERATIONS.contains(kind)
        || operation == null
        || (who.isConfined() && !OF_ONE_PATIENT.contains(operation))) {
      throw denials.of(who, operation == null ? String.valueOf(kind) : operation);
    }
    switch (operation) {
      case "$everything" -> rules.check(who, Permission.READ, "Patient");
      case "$lastn" -> rules.check(who, Permission.SEARCH, "Observation");
      // What is exported is held against the requester type by type.
      case "$export" -> only(who, operation, Role.ADMINISTRATOR);
      case "$validate" -> validate(who, type, stored);
      case "$meta" -> labels(who, type, stored);
      case "$meta-add", "$meta-delete" -> {
        rules.check(who, Permission.READ, String.valueOf(type));
        rules.check(who, Permission.UPDATE, String.valueOf(type));
      }
      case "$analyze" -> analyze(who, type, stored);
      case "$acknowledge" -> {
        only(who, operation, Role.CLINICIAN);
        rules.check(who, Permission.UPDATE, "DiagnosticReport");
      }
      case "$sign-off" -> {
        only(who, operation, Role.CLINICIAN);
        rules.check(who, Permission.UPDATE, "DiagnosticReport");
        rules.check(who, Permission.UPDATE, "Observation");
      }
      case "$reproduce" -> {
        rules.check(who, Permission.READ, "DiagnosticReport");
        rules.check(who, Permission.READ, "Observation");
      }
      case "$reassign" -> {
        only(who, operation, Role.ADMINISTRATOR);
        rules.check(who, Permission.UPDATE, "DiagnosticReport");
      }
      case "$merge" -> {
        only(who, operation, Role.ADMINISTRATOR);
        rules.check(who, Permission.UPDATE, "Patient");
      }
      case "$status" -> rules.check(who, Permission.READ, "Subscription");
      default -> throw denials.of(who, operation);
    }
  }

  private void only(Requester who, String operation, Role... roles) {
    if (!who.is(roles)) {
      throw denials.of(who, operation);
    }
  }

  private void validate(Requester who, @Nullable String type, boolean stored) {
    String named = String.valueOf(type);
    boolean alone = !stored && who.may(Permission.CREATE, named);
    if (!alone) {
      rules.check(who, Permission.READ, named);
    }
  }

  private void labels(Requester who, @Nullable String type, boolean stored) {
    if (stored) {
      rules.check(who, Permission.READ, String.valueOf(type));
      return;
    }
    List<String> types = type == null ? SearchParameters.STORED_TYPES : List.of(type);
    types.forEach(each -> rules.check(who, Permission.SEARCH, each));
  }

  /** What is stored is read; what is sent is stored. */
  private void analyze(Requester who, @Nullable String type, boolean stored) {
    only(who, "$analyze", Role.SENDER, Role.CLINICIAN, Role.ADMINISTRATOR);
    if (stored) {
      rules.check(who, Permission.READ, String.valueOf(type));
      rules.check(who, Permission.READ, "Observation");
      rules.check(who, Permission.READ, "DiagnosticReport");
    } else {
      rules.check(who, Permission.CREATE, "Observation");
    }
  }
}
