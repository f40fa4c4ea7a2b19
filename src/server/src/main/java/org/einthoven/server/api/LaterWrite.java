package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.MethodOutcome;
import jakarta.inject.Singleton;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.async.Interaction;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Creates, updates, patches and deletions that are carried out later, as they would be at once. */
@Singleton
public class LaterWrite {

  private static final int DONE = 200;
  private static final int CREATED = 201;
  private static final int DELETED = 204;

  private final Interactions interactions;

  /** With what carries them out. */
  public LaterWrite(Interactions interactions) {
    this.interactions = interactions;
  }

  /** Whether this is one. */
  static boolean is(Interaction asked) {
    return !asked.method().equals("GET") && !asked.address().isEmpty() && !LaterOperation.is(asked);
  }

  /** Carries it out in the caller's transaction. */
  BundleEntryComponent run(Interaction asked, Exchange exchange) {
    LaterRequest request = new LaterRequest(asked, "", exchange);
    String[] address = asked.address().split("\\?", 2);
    String[] path = address[0].split("/", -1);
    String type = path[0];
    @Nullable IdType id = path.length > 1 ? new IdType(type, path[1]) : null;
    @Nullable String condition = id == null ? asked.address() : null;
    FhirResource sent = exchange.parsed();
    return switch (asked.method()) {
      case "POST" ->
          stored(interactions.create(type, resource(sent), asked.ifNoneExist(), request));
      case "PUT" -> stored(interactions.update(type, id, resource(sent), condition, request));
      case "PATCH" -> stored(interactions.patch(type, id, condition, request));
      case "DELETE" -> {
        interactions.delete(type, id, condition, request);
        yield EntryAnswers.of(DELETED);
      }
      default -> throw new IllegalStateException("no write was kept, but " + asked.method());
    };
  }

  private static Resource resource(@Nullable FhirResource sent) {
    if (sent == null) {
      throw new IllegalStateException("a write without a resource was kept");
    }
    return sent.resource();
  }

  private static BundleEntryComponent stored(MethodOutcome outcome) {
    Resource resource = (Resource) outcome.getResource();
    OperationOutcome said = (OperationOutcome) outcome.getOperationOutcome();
    BundleEntryComponent entry =
        EntryAnswers.of(
            FhirResource.of(resource),
            Boolean.TRUE.equals(outcome.getCreated()) ? CREATED : DONE,
            said == null ? null : FhirResource.of(said));
    return entry.setResource(resource);
  }
}
