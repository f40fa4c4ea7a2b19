package org.einthoven.server.api;

import ca.uhn.fhir.context.api.BundleInclusionRule;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.api.BundleLinks;
import ca.uhn.fhir.rest.api.IVersionSpecificBundleFactory;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import jakarta.inject.Singleton;
import java.util.Set;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.store.async.Interaction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/** Histories that are answered later, as the Bundles that HAPI would make of them at once. */
@Singleton
public class LaterHistory {

  private static final String HISTORY = "_history";

  private final Reads reads;
  private final HistoryPages pages;

  /** Over these versions. */
  public LaterHistory(Reads reads, HistoryPages pages) {
    this.reads = reads;
    this.pages = pages;
  }

  /** Whether this is one: an address of a version goes on. */
  static boolean is(Interaction asked) {
    return asked.address().split("\\?", 2)[0].endsWith(HISTORY);
  }

  /** A page of it. */
  Bundle run(Interaction asked, Exchange exchange) {
    LaterRequest request = new LaterRequest(asked, "", exchange);
    String[] path = request.getRequestPath().split("/", -1);
    String[] count = request.getParameters().get("_count");
    IBundleProvider page =
        reads.history(
            path.length > 1 ? path[0] : null,
            path.length > 2 ? new IdType(path[0], path[1]) : null,
            count == null ? null : (Integer) OperationArguments.whole("_count", count[0], 0),
            request);
    IVersionSpecificBundleFactory factory = FhirText.context().newBundleFactory();
    factory.addRootPropertiesToBundle(
        page.getUuid(),
        new BundleLinks(asked.base(), Set.of(), false, BundleTypeEnum.HISTORY)
            .setSelf(asked.base() + "/" + asked.address()),
        page.size(),
        page.getPublished());
    factory.addResourcesToBundle(
        page.getResources(0, Integer.MAX_VALUE),
        BundleTypeEnum.HISTORY,
        asked.base(),
        BundleInclusionRule.BASED_ON_INCLUDES,
        Set.of());
    Bundle bundle = (Bundle) factory.getResourceBundle();
    pages.link(request, bundle);
    return bundle;
  }
}
