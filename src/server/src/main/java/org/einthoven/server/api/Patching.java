package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.fhir.patch.FhirPathPatch;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Patches (FHIR R4 http 3.1.0.6): JSON Patch (RFC 6902) and FHIRPath Patch. A patched resource is
 * stored as if it had been sent whole, and checked so.
 */
@Singleton
public class Patching {

  private final ResourceStore store;
  private final ResourceWriter writer;

  /** Of what is in this store. */
  public Patching(ResourceStore store, ResourceWriter writer) {
    this.store = store;
    this.writer = writer;
  }

  /**
   * A resource as a patch changes it, kept from changing otherwise until the transaction ends.
   *
   * @param patch Parameters, or a Binary with a JSON Patch
   * @param expected the version that the sender has seen, null where they do not say
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when there is none (404,
   *     410), it is at another version (412) or the patch does not fit (400, 422)
   */
  Resource patched(
      ResourceId id, @Nullable Resource patch, @Nullable Integer expected, Exchange exchange) {
    MachineOutput.checkType(id.type(), id.type());
    IdType address = new IdType(id.type(), id.id());
    StoredVersion before = store.lock(id).orElseThrow(() -> new ResourceNotFoundException(address));
    if (before.deleted()) {
      throw new ResourceGoneException(address);
    }
    writer.expect(id, expected);
    FhirResource current = ResourceReader.resource(before);
    Resource after;
    if (patch instanceof Parameters operations) {
      after = parsed(FhirPathPatch.apply(current, operations));
    } else if (patch instanceof Binary binary
        && MediaTypes.bare(binary.getContentType()).equals(MediaTypes.JSON_PATCH)) {
      after = jsonPatched(current, binary.getContent(), exchange);
    } else {
      throw Refusing.of(
          new ReadResult.Refused(
              ReadResult.Reason.UNSUPPORTED,
              "the body is no patch",
              "body",
              "send a JSON Patch as application/json-patch+json, or FHIRPath Patch operations as"
                  + " Parameters"));
    }
    if (!after.fhirType().equals(id.type()) || !id.id().equals(after.getIdElement().getIdPart())) {
      throw Refusing.invalid(
          "the patch changes the resource's type or id", "body", "leave them as they are");
    }
    return after;
  }

  private static Resource jsonPatched(FhirResource current, byte[] patch, Exchange exchange) {
    byte[] after;
    try (JsonReader operations = Json.createReader(new ByteArrayInputStream(patch));
        JsonReader resource = Json.createReader(new ByteArrayInputStream(current.json()))) {
      JsonArray array = operations.readArray();
      JsonObject changed = Json.createPatch(array).apply(resource.readObject());
      after = changed.toString().getBytes(StandardCharsets.UTF_8);
    } catch (JsonException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw Refusing.invalid(
          "the JSON Patch cannot be carried out on the current version",
          "body",
          "send an array of operations (RFC 6902) whose paths are there and whose tests hold");
    }
    TakenOut taken = JsonWaveforms.takeOut(after);
    if (taken instanceof TakenOut.Refused refused) {
      throw Refusing.of(refused.refusal());
    }
    TakenOut.Slim slim = (TakenOut.Slim) taken;
    exchange.brings(slim.waveforms());
    return parsed(FhirText.readJson(slim.body()));
  }

  private static Resource parsed(ParsedFhir result) {
    if (result instanceof ParsedFhir.Refused refused) {
      throw Refusing.of(refused.refusal());
    }
    return ((ParsedFhir.Parsed) result).resource().resource();
  }
}
