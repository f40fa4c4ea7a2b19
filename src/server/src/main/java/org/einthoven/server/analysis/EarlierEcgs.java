package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SamePatient;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceSearch;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.Reassignments;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * The ECG of the same patient that was recorded last before another. The same patient is the stored
 * Patient that both refer to, or who has the same identifier under the same system, and nothing
 * else: a name is no identity. Where what was sent with either contradicts that, there is none.
 */
@Singleton
public class EarlierEcgs {

  /** Some before it may be of another patient by what was sent with them. */
  private static final int LOOKED_AT = 5;

  private static final List<String> NOT_WITHDRAWN =
      List.of("registered,partial,preliminary,final,amended,corrected,appended");

  /** What a search takes for its own unless it is escaped (FHIR R4 search, 3.1.1.3.2). */
  private static final Pattern OF_SEARCH = Pattern.compile("[\\\\,|$]");

  private final ResourceSearch search;
  private final SearchParsing parsing;
  private final ResourceReader resources;
  private final RecordingStore recordings;
  private final ReportPages pages;
  private final MergedPatients merged;
  private final Reassignments reassignments;

  EarlierEcgs(
      ResourceSearch search,
      SearchParsing parsing,
      ResourceReader resources,
      RecordingStore recordings,
      ReportPages pages,
      MergedPatients merged,
      Reassignments reassignments) {
    this.search = search;
    this.parsing = parsing;
    this.resources = resources;
    this.recordings = recordings;
    this.pages = pages;
    this.merged = merged;
    this.reassignments = reassignments;
  }

  /**
   * An earlier ECG.
   *
   * @param report what was reported of it
   * @param when when it was recorded, in the recorder's time
   * @param recording the ECG
   */
  record Found(ResourceId report, String when, Recording recording) {}

  /**
   * The one before a recording; empty where there is none, where the patient is not known by
   * reference or identifier, or where it is not known when the recording was made.
   */
  Optional<Found> before(JobLease lease, Recording recording) {
    Optional<Instant> recorded = instant(recording);
    Map<String, List<String>> patient =
        recordings
            .facts(lease.recording())
            .map(RecordingFacts::source)
            .flatMap(resources::read)
            .map(this::ofPatient)
            .orElse(Map.of());
    if (recorded.isEmpty() || patient.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> query = new LinkedHashMap<>(patient);
    query.put("status", NOT_WITHDRAWN);
    query.put("date", List.of("lt" + recorded.get()));
    query.put("_sort", List.of("-date"));
    query.put("_count", List.of(String.valueOf(LOOKED_AT)));
    return search.page(parsing.parse("DiagnosticReport", query, false, "")).matches().stream()
        .flatMap(report -> found(report, lease, recording, recorded.get()).stream())
        .findFirst();
  }

  private Optional<Found> found(
      FhirResource report, JobLease lease, Recording recording, Instant recorded) {
    ResourceId id = new ResourceId(report.type(), report.id());
    Optional<UUID> of = pages.recordingOf(id);
    // What was sent with an ECG that was filed under the wrong patient says whose it is not.
    boolean corrected =
        reassignments.isReassigned(lease.recording())
            || of.filter(reassignments::isReassigned).isPresent();
    return of.flatMap(recordings::recording)
        .filter(earlier -> instant(earlier).filter(at -> at.isBefore(recorded)).isPresent())
        .filter(earlier -> corrected || SamePatient.conflict(earlier, recording).isEmpty())
        .map(earlier -> new Found(newest(of.get(), id), when(earlier), earlier));
  }

  /** An ECG that was read anew has several reports. */
  private ResourceId newest(UUID recording, ResourceId report) {
    return recordings.facts(recording).flatMap(RecordingFacts::report).orElse(report);
  }

  private static Optional<Instant> instant(Recording recording) {
    return recording.acquired() == null ? Optional.empty() : recording.acquired().instant();
  }

  private static String when(Recording recording) {
    return recording.acquired() == null ? "" : recording.acquired().local().toString();
  }

  /** What finds the patient's resources; empty where nothing does. */
  private Map<String, List<String>> ofPatient(FhirResource source) {
    String reference = Subjects.reference(source);
    if (reference.startsWith("Patient/")) {
      ResourceId patient = merged.survivor(ResourceId.of(reference));
      return Map.of("subject", List.of(patient.reference()));
    }
    return Subjects.identifier(source)
        .map(
            identifier ->
                Map.of(
                    "subject:identifier",
                    List.of(escaped(identifier.authority()) + "|" + escaped(identifier.value()))))
        .orElse(Map.of());
  }

  private static String escaped(@Nullable String text) {
    return OF_SEARCH.matcher(text == null ? "" : text).replaceAll("\\\\$0");
  }
}
