package org.einthoven.server.api;

import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A resource to store.
 *
 * @param id its own or a new one
 * @param put whether it may replace one
 * @param expected the version to replace, null for any
 * @param place where it stands in what was sent, such as {@code Bundle.entry[2].resource}
 */
record Deposit(
    FhirResource resource, ResourceId id, boolean put, @Nullable Integer expected, String place) {}
