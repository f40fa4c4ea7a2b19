package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * What the fields of an entry's request are for: one that does nothing where it stands misleads.
 */
final class EntryRequests {

  private EntryRequests() {}

  /**
   * Looks at the fields of an entry.
   *
   * @throws InvalidRequestException naming the field that does not belong there
   */
  static void check(BundleEntryComponent entry) {
    BundleEntryRequestComponent request = entry.getRequest();
    HTTPVerb verb = request.getMethod();
    if (verb == null || !request.hasUrl()) {
      throw new InvalidRequestException("the entry has no request.method or no request.url");
    }
    boolean read = verb == HTTPVerb.GET || verb == HTTPVerb.HEAD;
    refuse(request.hasIfNoneExist() && verb != HTTPVerb.POST, "request.ifNoneExist", "POST");
    refuse(request.hasIfMatch() && (read || verb == HTTPVerb.POST), "request.ifMatch", "PUT");
    refuse(request.hasIfNoneMatch() && !read, "request.ifNoneMatch", "GET");
    refuse(request.hasIfModifiedSince() && !read, "request.ifModifiedSince", "GET");
    refuse(entry.hasResource() && (read || verb == HTTPVerb.DELETE), "resource", "POST or PUT");
    refuse(entry.hasResponse(), "response", "what a server answers");
  }

  private static void refuse(boolean misused, String field, String belongs) {
    if (misused) {
      throw new InvalidRequestException(
          "the entry has " + field + ", which belongs to " + belongs + ": leave it out");
    }
  }
}
