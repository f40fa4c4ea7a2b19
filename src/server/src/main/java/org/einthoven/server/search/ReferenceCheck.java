package org.einthoven.server.search;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Refuses what refers to a patient, an encounter or an order of this server that is not there: an
 * ECG filed under a patient that nobody knows is lost. References to anything else, such as a
 * recorder or an author that stays with the sender, are kept as sent.
 */
@Singleton
public class ReferenceCheck {

  private static final Set<String> MUST_BE_THERE = Set.of("Patient", "Encounter", "ServiceRequest");

  private final ResourceReader reader;

  /** Against what the reader finds. */
  public ReferenceCheck(ResourceReader reader) {
    this.reader = reader;
  }

  /** Makes own absolute references relative. */
  public static void relative(Resource resource, String base) {
    ResourceLinks.visit(
        resource,
        (reference, place) -> {
          String address = reference.getReference();
          if (address != null && address.startsWith(base + "/")) {
            reference.setReference(address.substring(base.length() + 1));
          }
        });
  }

  /**
   * Checks the literal references of a resource and makes own absolute ones relative.
   *
   * @param base the address of the FHIR API
   * @param promised what is about to be stored with it
   * @throws UnprocessableEntityException naming the first reference that leads nowhere (422)
   */
  public void check(Resource resource, String base, Set<ResourceId> promised) {
    relative(resource, base);
    ResourceLinks.visit(
        resource,
        (reference, place) ->
            target(reference)
                .filter(target -> !promised.contains(target) && !reader.exists(target))
                .ifPresent(
                    target -> {
                      throw nowhere(target, place);
                    }));
  }

  /** The patient, encounter or order of this server that a reference names, if it names one. */
  private Optional<ResourceId> target(Reference reference) {
    String address = reference.getReference();
    if (address == null || address.startsWith("#") || address.contains(":")) {
      return Optional.empty();
    }
    IdType id = new IdType(address);
    return id.hasResourceType() && id.hasIdPart() && MUST_BE_THERE.contains(id.getResourceType())
        ? Optional.of(new ResourceId(id.getResourceType(), id.getIdPart()))
        : Optional.empty();
  }

  private static UnprocessableEntityException nowhere(ResourceId target, String place) {
    String type = target.type();
    String problem = "the reference names a " + type + " that does not exist";
    String remedy =
        "create the "
            + type
            + " first or in the same transaction, or send its identifier in place of the"
            + " reference";
    return new UnprocessableEntityException(
        problem,
        (IBaseOperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(
                        ReadResult.Reason.INVALID, problem, place + ".reference", remedy))
                .resource());
  }
}
