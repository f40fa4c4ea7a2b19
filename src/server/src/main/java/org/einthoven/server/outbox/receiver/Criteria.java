package org.einthoven.server.outbox.receiver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.search.ResourceSearch;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.search.SearchRequest;
import org.einthoven.server.store.ResourceId;

/** The criteria of Subscriptions: searches that a written resource must be found by. */
@Singleton
final class Criteria {

  private final SearchParameters parameters;
  private final SearchParsing parsing;
  private final ResourceSearch search;
  private final String base;

  Criteria(
      SearchParameters parameters,
      SearchParsing parsing,
      ResourceSearch search,
      EinthovenSettings settings) {
    this.parameters = parameters;
    this.parsing = parsing;
    this.search = search;
    this.base = settings.delivery().base();
  }

  /**
   * Makes sure that criteria can be evaluated.
   *
   * @param place where they stand
   */
  void check(CriteriaText criteria, String place) {
    if (!parameters.serves(criteria.resourceType())) {
      throw Refusals.of(
          "the criteria do not begin with a resource type of this server",
          place,
          "write them as Type?parameters, such as DiagnosticReport?status=final");
    }
    if (criteria.resourceType().equals(SearchParameters.TOLD_TYPE)) {
      throw Refusals.of(
          "AuditEvents are not told to anybody",
          place,
          "subscribe to the resources themselves, and search AuditEvents");
    }
    SearchRequest request;
    try {
      request = parsing.parse(criteria.resourceType(), criteria.decoded(), false, base);
    } catch (BaseServerResponseException | IllegalArgumentException e) {
      String said = e instanceof BaseServerResponseException ? e.getMessage() : null;
      throw Refusals.of(
          said == null ? "the criteria are malformed" : said,
          place,
          "use search parameters that /fhir/metadata lists for " + criteria.resourceType());
    }
    boolean shaped =
        !request.order().isEmpty()
            || !request.includes().isEmpty()
            || !request.reverseIncludes().isEmpty()
            || request.after() != null;
    if (shaped) {
      throw Refusals.of(
          "the criteria sort, page or include", place, "say only what the resource must meet");
    }
  }

  /** Whether the resource, as it is now, meets the criteria. */
  boolean met(ResourceId id, String criteria) {
    Map<String, List<String>> query =
        new LinkedHashMap<>(new CriteriaText(id.type(), criteria).decoded());
    List<String> ids = new ArrayList<>(query.getOrDefault("_id", List.of()));
    ids.add(id.id());
    query.put("_id", ids);
    return !search.ids(parsing.parse(id.type(), query, false, base), 1).isEmpty();
  }
}
