package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Confinement;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionHistory;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What reads and histories do, whatever the type. */
@Singleton
public class Reads {

  private static final Set<String> OF_HISTORY =
      Set.of("_since", "_count", HistoryPages.AFTER, "_format", "_pretty", "_summary", "_elements");

  private final ResourceStore store;
  private final ReportPictures pictures;
  private final HistoryPages histories;
  private final AccessRules rules;
  private final Confinement confinement;

  /** Over the store. */
  public Reads(
      ResourceStore store,
      ReportPictures pictures,
      HistoryPages histories,
      AccessRules rules,
      Confinement confinement) {
    this.rules = rules;
    this.confinement = confinement;
    this.store = store;
    this.pictures = pictures;
    this.histories = histories;
  }

  /** The same for who may have it already (FHIR R4 http 3.1.0.1.6; HAPI sees to entity tags). */
  Resource read(String type, IdType id, ServletRequestDetails request) {
    Resource found = read(type, id, Exchange.of(request).requester());
    String since = request.getHeader("If-Modified-Since");
    if (since != null && request.getHeader("If-None-Match") == null) {
      try {
        Instant known =
            ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        // Last-Modified tells whole seconds.
        Instant updated = found.getMeta().getLastUpdated().toInstant();
        if (!updated.truncatedTo(ChronoUnit.SECONDS).isAfter(known)) {
          throw new NotModifiedException("not modified");
        }
      } catch (DateTimeParseException e) {
        // RFC 9110 13.1.3: a date that is none is ignored.
        return found;
      }
    }
    return found;
  }

  Resource read(String type, IdType id, Requester who) {
    ResourceId key = new ResourceId(type, id.getIdPart());
    rules.check(who, Permission.READ, type);
    Optional<StoredVersion> found =
        id.hasVersionIdPart() ? version(key, id.getVersionIdPart()) : store.current(key);
    if (found.isEmpty() && ReportPictures.isPicture(type, id.getIdPart())) {
      rules.check(who, Permission.READ, "DiagnosticReport");
      confinement.checkThere(who, ReportPictures.report(id));
      return pictures.read(id);
    }
    StoredVersion version = found.orElseThrow(() -> new ResourceNotFoundException(id));
    confinement.checkThere(who, key);
    if (id.hasVersionIdPart() && !confinement.held(who, version)) {
      throw new ResourceNotFoundException(id);
    }
    if (version.deleted()) {
      throw new ResourceGoneException(id);
    }
    return ResourceReader.resource(version).resource();
  }

  private Optional<StoredVersion> version(ResourceId key, String number) {
    try {
      return store.version(key, Integer.parseInt(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Versions, the newest first.
   *
   * @param type null for all
   * @param id null for all of the type
   */
  IBundleProvider history(
      @Nullable String type,
      @Nullable IdType id,
      @Nullable Integer count,
      ServletRequestDetails request) {
    for (String name : request.getParameters().keySet()) {
      if (!OF_HISTORY.contains(name)) {
        throw Refusing.invalidParameter(
            name, "is not known for a history", "leave it out; a history knows " + OF_HISTORY);
      }
    }
    Requester who = Exchange.of(request).requester();
    if (type == null || id == null) {
      rules.checkHistory(who, type == null ? "" : type);
    } else {
      rules.check(who, Permission.READ, type);
      confinement.checkThere(who, new ResourceId(type, id.getIdPart()));
    }
    return histories.page(
        new VersionHistory.Scope(
            type == null ? "" : type, id == null ? "" : id.getIdPart(), since(request)),
        count,
        first(request, HistoryPages.AFTER),
        who.isConfined() ? version -> confinement.held(who, version) : null,
        request);
  }

  private static @Nullable String first(ServletRequestDetails request, String name) {
    String[] sent = request.getParameters().get(name);
    return sent == null || sent.length == 0 || sent[0].isEmpty() ? null : sent[0];
  }

  private static @Nullable Instant since(ServletRequestDetails request) {
    String sent = first(request, "_since");
    if (sent == null) {
      return null;
    }
    try {
      // A plus sign that was not escaped in the URL arrives as a space.
      return OffsetDateTime.parse(sent.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw Refusing.invalidParameter(
          "_since", "is not an instant", "send it as 2026-01-31T12:00:00Z");
    }
  }
}
