package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.SentPatients;
import org.einthoven.fhir.report.ReportFindings;
import org.einthoven.server.intake.PatientMatching;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceSearch;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The last reported ECG of the patient whom a CDS client names: what the client prefetched, or else
 * what is stored here. A Patient of another server is known here by identifier and system alone:
 * the same id on two servers says nothing.
 */
@Singleton
public class LastEcg {

  private static final int LOOKED_AT = 5;
  private static final String NOT_WITHDRAWN =
      "registered,partial,preliminary,final,amended,corrected,appended";

  private final ResourceSearch search;
  private final SearchParsing parsing;
  private final ResourceReader stored;
  private final PatientMatching matching;
  private final MergedPatients merged;
  private final CdsFhirServers servers;

  /** In this store. */
  public LastEcg(
      ResourceSearch search,
      SearchParsing parsing,
      ResourceReader stored,
      PatientMatching matching,
      MergedPatients merged,
      CdsFhirServers servers) {
    this.search = search;
    this.parsing = parsing;
    this.stored = stored;
    this.matching = matching;
    this.merged = merged;
    this.servers = servers;
  }

  /**
   * An ECG that was reported.
   *
   * @param link the address of the report, null where it has none
   * @param results its results, as far as they are there
   */
  record Found(DiagnosticReport report, @Nullable String link, List<Observation> results) {}

  /**
   * The last one.
   *
   * @param base the address of this server's FHIR API
   * @throws RefusedRequestException where it cannot be told who the patient is (412)
   */
  Optional<Found> of(CdsRequest request, String base) throws RefusedRequestException {
    Optional<DiagnosticReport> prefetched =
        request.reports().stream()
            .filter(ReportFindings::isEcg)
            .max(
                Comparator.comparing(ReportFindings::recorded)
                    .thenComparing(
                        DiagnosticReport::getIssued,
                        Comparator.nullsFirst(Comparator.naturalOrder())));
    if (prefetched.isPresent()) {
      DiagnosticReport report = prefetched.get();
      String server = request.fhirServer();
      String id = report.getIdElement().getIdPart();
      String link = server == null || id == null ? null : server + "/DiagnosticReport/" + id;
      return Optional.of(new Found(report, link, results(report, request.results())));
    }
    Optional<ResourceId> patient = patient(request, base);
    if (patient.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("subject", List.of(patient.get().reference()));
    query.put("status", List.of(NOT_WITHDRAWN));
    // An ECG that was read anew has several reports: the last stands for it.
    query.put("_sort", List.of("-date,-issued"));
    query.put("category", List.of("http://terminology.hl7.org/CodeSystem/v2-0074|EC"));
    query.put("_count", List.of(String.valueOf(LOOKED_AT)));
    return search.page(parsing.parse("DiagnosticReport", query, false, base)).matches().stream()
        .map(match -> (DiagnosticReport) match.resource())
        .filter(ReportFindings::isEcg)
        .findFirst()
        .map(
            report ->
                new Found(
                    report, base + "/" + FhirResource.of(report).reference(), results(report)));
  }

  private Optional<ResourceId> patient(CdsRequest request, String base)
      throws RefusedRequestException {
    String server = request.fhirServer();
    boolean own = server == null || server.equals(base);
    Patient known = request.patient();
    if (known != null) {
      Optional<ResourceId> matched = matching.match(SentPatients.of(known));
      if (matched.isPresent() || !own) {
        return matched;
      }
    }
    if (server == null || server.equals(base)) {
      ResourceId id = new ResourceId("Patient", request.patientId());
      return stored.exists(id) ? Optional.of(merged.survivor(id)) : Optional.empty();
    }
    Optional<Patient> read =
        servers.mayCall(server)
            ? servers.patient(server, request.patientId(), request.token())
            : Optional.empty();
    return matching.match(SentPatients.of(read.orElseThrow(LastEcg::unknown)));
  }

  private static RefusedRequestException unknown() {
    return new RefusedRequestException(
        412,
        new ReadResult.Refused(
            ReadResult.Reason.INVALID,
            "it is not known who the patient is",
            "prefetch.patient",
            "prefetch the Patient, or have the FHIR server added to"
                + " einthoven.cds-hooks.fhir-servers"));
  }

  private static List<Observation> results(DiagnosticReport report, List<Observation> sent) {
    return sent.stream()
        .filter(
            one ->
                report.getResult().stream()
                    .map(Reference::getReferenceElement)
                    .anyMatch(
                        id ->
                            String.valueOf(id.getIdPart()).equals(one.getIdElement().getIdPart())))
        .toList();
  }

  private List<Observation> results(DiagnosticReport report) {
    List<ResourceId> ids =
        report.getResult().stream()
            .map(Reference::getReference)
            .filter(reference -> reference != null && reference.startsWith("Observation/"))
            .map(ResourceId::of)
            .toList();
    return stored.read(ids).values().stream()
        .map(FhirResource::resource)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .toList();
  }
}
