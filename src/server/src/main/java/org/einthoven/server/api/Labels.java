package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.index.LabelIndex;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Profiles, tags and security labels (FHIR R4, Resource operations 2.26.15). A change makes a new
 * version: every version that is stored is byte for byte what the audit trail has the hash of.
 */
@Singleton
public class Labels {

  private final ResourceStore store;
  private final ResourceWriter writer;
  private final MachineOutput machine;
  private final LabelIndex index;
  private final AuditTrail audit;

  /** Over what is stored. */
  public Labels(
      ResourceStore store,
      ResourceWriter writer,
      MachineOutput machine,
      LabelIndex index,
      AuditTrail audit) {
    this.store = store;
    this.writer = writer;
    this.machine = machine;
    this.index = index;
    this.audit = audit;
  }

  /** Of a resource, or of the version that the id names. */
  Parameters of(String type, IdType id) {
    ResourceId key = new ResourceId(type, id.getIdPart());
    Optional<StoredVersion> found;
    if (!id.hasVersionIdPart()) {
      found = store.current(key);
    } else if (id.isVersionIdPartValidLong()) {
      found = store.version(key, id.getVersionIdPartAsLong().intValue());
    } else {
      found = Optional.empty();
    }
    return answer(there(found, id).resource().getMeta());
  }

  /** In use on resources of a type, null for all types. */
  Parameters inUse(@Nullable String type) {
    Meta meta = new Meta();
    index.inUse("_profile", type).forEach(label -> meta.addProfile(label.code()));
    index.inUse("_tag", type).forEach(label -> meta.addTag(coding(label)));
    index.inUse("_security", type).forEach(label -> meta.addSecurity(coding(label)));
    return answer(meta);
  }

  Parameters add(String type, IdType id, @Nullable Meta given, ServletRequestDetails request) {
    return change(
        type,
        id,
        given,
        request,
        (meta, wanted) -> {
          boolean changed = false;
          for (var profile : wanted.getProfile()) {
            if (!meta.hasProfile(profile.getValue())) {
              meta.addProfile(profile.getValue());
              changed = true;
            }
          }
          changed |= addAll(meta.getTag(), wanted.getTag());
          changed |= addAll(meta.getSecurity(), wanted.getSecurity());
          return changed;
        });
  }

  Parameters delete(String type, IdType id, @Nullable Meta given, ServletRequestDetails request) {
    return change(
        type,
        id,
        given,
        request,
        (meta, wanted) -> {
          boolean changed =
              meta.getProfile()
                  .removeIf(
                      has ->
                          wanted.getProfile().stream()
                              .anyMatch(each -> each.getValue().equals(has.getValue())));
          changed |= meta.getTag().removeIf(has -> contains(wanted.getTag(), has));
          changed |= meta.getSecurity().removeIf(has -> contains(wanted.getSecurity(), has));
          return changed;
        });
  }

  private Parameters change(
      String type,
      IdType id,
      @Nullable Meta given,
      ServletRequestDetails request,
      BiPredicate<Meta, Meta> change) {
    if (given == null || given.isEmpty()) {
      throw BadRequest.of(
          "the body names no labels",
          "Parameters.parameter",
          "send Parameters with a parameter meta whose valueMeta has profiles, tags or security"
              + " labels");
    }
    MachineOutput.checkType(type, "Parameters.parameter[0].valueMeta");
    if (id.hasVersionIdPart()) {
      throw Refusing.invalid(
          "a version that is stored is not changed",
          "http.url",
          "change the resource itself, which makes a new version");
    }
    ResourceId key = new ResourceId(type, id.getIdPart());
    // Locked first, so that no label of another request is lost.
    FhirResource resource = there(store.lock(key), id);
    machine.check(key, "Parameters.parameter[0].valueMeta");
    Integer expected = Interactions.version(request.getHeader("If-Match"));
    writer.expect(key, expected);
    if (change.test(resource.resource().getMeta(), given)) {
      ResourceWriter.Written written = writer.put(resource, expected);
      audit.record(
          new AuditedEvent(
              AuditedAction.LABELS_CHANGED,
              AuditedEvent.Outcome.SUCCESS,
              Exchange.of(request).sender(),
              List.of(Writing.version(written.resource())),
              null,
              ""));
    }
    return answer(resource.resource().getMeta());
  }

  private static FhirResource there(Optional<StoredVersion> found, IdType id) {
    StoredVersion version = found.orElseThrow(() -> new ResourceNotFoundException(id));
    if (version.deleted()) {
      throw new ResourceGoneException(id);
    }
    return ResourceReader.resource(version);
  }

  private static boolean addAll(List<Coding> there, List<Coding> wanted) {
    boolean changed = false;
    for (Coding coding : wanted) {
      if (!contains(there, coding)) {
        changed |= there.add(coding);
      }
    }
    return changed;
  }

  private static boolean contains(List<Coding> codings, Coding wanted) {
    return codings.stream()
        .anyMatch(
            each ->
                Objects.equals(each.getSystem(), wanted.getSystem())
                    && Objects.equals(each.getCode(), wanted.getCode()));
  }

  private static Coding coding(LabelIndex.Label label) {
    Coding coding = new Coding().setCode(label.code());
    return label.system().isEmpty() ? coding : coding.setSystem(label.system());
  }

  private static Parameters answer(Meta meta) {
    Parameters answer = new Parameters();
    // FHIR knows no empty element: without any label there is nothing to return.
    if (!meta.isEmpty()) {
      answer.addParameter().setName("return").setValue(meta);
    }
    return answer;
  }
}
