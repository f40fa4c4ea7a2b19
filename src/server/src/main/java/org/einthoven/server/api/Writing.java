package org.einthoven.server.api;

import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.jspecify.annotations.Nullable;

/** Deposits written as they are. */
final class Writing {

  private Writing() {}

  /** Writes a deposit as a new resource or as the next version. */
  static Deposited of(Deposit deposit, ResourceWriter writer, @Nullable FhirResource said) {
    if (deposit.put()) {
      ResourceWriter.Written written = writer.put(deposit.resource(), deposit.expected());
      return Deposited.of(written.resource(), written.created(), said, null);
    }
    FhirResource created = writer.create(deposit.resource(), deposit.id().id());
    return Deposited.of(created, true, said, null);
  }

  /** The version of a resource that is stored. */
  static VersionId version(FhirResource stored) {
    return new VersionId(
        new ResourceId(stored.type(), stored.id()),
        Integer.parseInt(stored.resource().getMeta().getVersionId()));
  }
}
