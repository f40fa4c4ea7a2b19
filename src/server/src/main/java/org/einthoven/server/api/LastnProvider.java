package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.einthoven.server.search.NewestObservations;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.search.SearchRequest;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.store.index.NewestPerCode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** {@code Observation/$lastn} (FHIR R4, Observation operations 10.1.21.2). */
@Singleton
public class LastnProvider implements OperationProvider {

  private static final Pattern TIME =
      Pattern.compile("-?infinity|\\d{4,6}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[0-9.:+-]{1,20}");

  private final SearchParsing parsing;
  private final NewestObservations observations;
  private final Clock clock;
  private final AccessRules rules;

  /** Over what is stored. */
  public LastnProvider(
      SearchParsing parsing, NewestObservations observations, Clock clock, AccessRules rules) {
    this.rules = rules;
    this.parsing = parsing;
    this.observations = observations;
    this.clock = clock;
  }

  /** A page of the newest Observations. */
  @Description(
      "The newest Observations of each code, max of each (1 if left out), of one patient or"
          + " subject; every search parameter of Observation narrows it")
  @Operation(
      name = "$lastn",
      type = Observation.class,
      canonicalUrl = OperationCanonical.OBSERVATION_LASTN,
      idempotent = true,
      bundleType = BundleTypeEnum.SEARCHSET)
  public Bundle lastn(ServletRequestDetails request) {
    Map<String, List<String>> sent = OperationArguments.sent(request);
    Map<String, List<String>> criteria = new LinkedHashMap<>(sent);
    List<String> max = criteria.getOrDefault("max", List.of());
    List<String> after = criteria.getOrDefault(SearchParsing.AFTER, List.of());
    criteria.remove("max");
    criteria.remove(SearchParsing.AFTER);
    String base = request.getFhirServerBase();
    SearchRequest search =
        rules.narrowed(
            Exchange.of(request).requester(),
            parsing.parse("Observation", criteria, OperationArguments.lenient(request), base));
    check(search, max);
    int most = max.isEmpty() ? 1 : OperationArguments.whole("max", max.get(0), 1);
    @Nullable List<String> position =
        after.isEmpty() ? null : SearchBundles.after(after.get(after.size() - 1), 3);
    Instant asOf = position == null ? clock.instant() : instant(position.get(0));
    NewestObservations.Page page =
        observations.page(
            new NewestPerCode.Query(
                search.criteria(),
                most,
                asOf,
                position == null ? null : row(position),
                search.count()));
    NewestPerCode.Row next = page.next();
    return SearchBundles.of(
        base,
        base + "/Observation/$lastn",
        sent,
        page.resources(),
        next == null ? List.of() : List.of(asOf.toString(), next.time(), next.resourceId()));
  }

  private static void check(SearchRequest search, List<String> max) {
    boolean ofSomebody =
        search.understood().keySet().stream()
            .map(name -> name.split("[.:]", 2)[0])
            .anyMatch(name -> name.equals("patient") || name.equals("subject"));
    if (!ofSomebody) {
      throw OperationArguments.refused(
          "patient", "is missing", "say whose Observations by patient or subject");
    }
    if (max.size() > 1) {
      throw OperationArguments.refused("max", "is given more than once", "send it once");
    }
    if (!search.order().isEmpty()) {
      throw OperationArguments.refused(
          "_sort", "does not go with $lastn", "leave it out: the newest come first");
    }
    if (!search.includes().isEmpty() || !search.reverseIncludes().isEmpty()) {
      throw OperationArguments.refused(
          "_include", "does not go with $lastn", "search for what else is needed");
    }
    if (search.count() == 0) {
      throw OperationArguments.refused(
          "_count", "does not count here", "ask for a page of at least one");
    }
  }

  private static NewestPerCode.Row row(List<String> position) {
    if (!TIME.matcher(position.get(1)).matches()) {
      throw SearchBundles.notAPage();
    }
    return new NewestPerCode.Row(position.get(1), position.get(2));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw SearchBundles.notAPage();
    }
  }
}
