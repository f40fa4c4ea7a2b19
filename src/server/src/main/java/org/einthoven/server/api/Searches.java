package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceSearch;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.search.SearchRequest;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** Searches as Bundles. */
@Singleton
public class Searches {

  private final SearchParsing parsing;
  private final ResourceSearch search;
  private final AccessRules rules;

  /** Through this search, as far as these rules let it see. */
  public Searches(SearchParsing parsing, ResourceSearch search, AccessRules rules) {
    this.rules = rules;
    this.parsing = parsing;
    this.search = search;
  }

  /** One page of a search that came over HTTP. */
  Bundle bundle(String type, ServletRequestDetails request) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    request.getParameters().forEach((name, values) -> query.put(name, List.of(values)));
    return bundle(
        type,
        query,
        lenient(request.getHeader("Prefer")),
        request.getFhirServerBase(),
        Exchange.of(request).requester());
  }

  /** One page of a search whose address is {@code Type?parameters}. */
  Bundle bundle(String address, String base, Requester who) {
    return bundle(address, false, base, who);
  }

  /** The same, where unknown parameters may be ignored. */
  Bundle bundle(String address, boolean lenient, String base, Requester who) {
    int mark = address.indexOf('?');
    String type = mark < 0 ? address : address.substring(0, mark);
    return bundle(type, decode(mark < 0 ? "" : address.substring(mark + 1)), lenient, base, who);
  }

  /**
   * What meets a condition as If-None-Exist carries it, at most two.
   *
   * @param condition {@code Type?parameters} or the parameters alone
   */
  List<ResourceId> matches(String type, String condition, String base, Requester who) {
    String query = condition.substring(condition.indexOf('?') + 1);
    SearchRequest asked = parsing.parse(type, decode(query), false, base);
    return search.ids(rules.narrowed(who, asked), 2);
  }

  private Bundle bundle(
      String type, Map<String, List<String>> query, boolean lenient, String base, Requester who) {
    SearchRequest request = rules.narrowed(who, parsing.parse(type, query, lenient, base));
    ResourceSearch.Page page = search.page(request, rules.visibility(who));
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.SEARCHSET);
    Long total = page.total();
    if (total == null) {
      Uncounted.mark(bundle);
    } else {
      bundle.setTotal((int) Math.min(Integer.MAX_VALUE, total));
    }
    bundle.addLink().setRelation("self").setUrl(link(base, request, null));
    if (page.next() != null) {
      bundle.addLink().setRelation("next").setUrl(link(base, request, page.next()));
    }
    page.matches().forEach(match -> entry(bundle, match, base, SearchEntryMode.MATCH));
    page.included().forEach(more -> entry(bundle, more, base, SearchEntryMode.INCLUDE));
    if (!request.ignored().isEmpty()) {
      OperationOutcome outcome = new OperationOutcome();
      outcome
          .addIssue()
          .setSeverity(OperationOutcome.IssueSeverity.WARNING)
          .setCode(OperationOutcome.IssueType.NOTSUPPORTED)
          .setDiagnostics("Ignored as asked: " + String.join(", ", request.ignored()) + ".");
      // It is stored nowhere, and every entry has an address (R4 Bundle.entry.fullUrl).
      bundle
          .addEntry()
          .setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(FhirResource.of(outcome).json()))
          .setResource(outcome)
          .getSearch()
          .setMode(SearchEntryMode.OUTCOME);
    }
    return bundle;
  }

  private static void entry(
      Bundle bundle, FhirResource resource, String base, SearchEntryMode mode) {
    BundleEntryComponent entry = bundle.addEntry();
    entry.setFullUrl(base + "/" + resource.reference());
    entry.setResource(resource.resource());
    entry.getSearch().setMode(mode);
  }

  private static String link(String base, SearchRequest request, @Nullable String after) {
    List<String> parts = new ArrayList<>();
    request
        .understood()
        .forEach(
            (name, values) -> {
              if (after == null || !name.equals(SearchParsing.AFTER)) {
                values.forEach(value -> parts.add(encode(name) + "=" + encode(value)));
              }
            });
    if (after != null) {
      parts.add(SearchParsing.AFTER + "=" + encode(after));
    }
    String query = String.join("&", parts);
    return base + "/" + request.resourceType() + (query.isEmpty() ? "" : "?" + query);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Map<String, List<String>> decode(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static boolean lenient(@Nullable String prefer) {
    return prefer != null
        && prefer.toLowerCase(Locale.ROOT).replace(" ", "").contains("handling=lenient");
  }
}
