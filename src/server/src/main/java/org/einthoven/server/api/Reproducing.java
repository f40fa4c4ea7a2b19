package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.reading.Comparison;
import org.einthoven.inference.reading.Reading;
import org.einthoven.server.analysis.PastReaders;
import org.einthoven.server.analysis.PastReaders.PastReader;
import org.einthoven.server.analysis.ReadingBasis;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.DamagedException;
import org.einthoven.server.store.PayloadStore;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a machine's report again: of the bytes that were received, by the version of the model and
 * with the settings that its Provenance names. Nothing of it is stored.
 */
@Singleton
public class Reproducing {

  private static final String PLACE = "DiagnosticReport";

  private final ResourceStore resources;
  private final ReportPages pages;
  private final RecordingStore recordings;
  private final PayloadStore payloads;
  private final ReceivedSignal received;
  private final PastReaders readers;
  private final ReportTrail trails;

  /** Over the store. */
  public Reproducing(
      ResourceStore resources,
      ReportPages pages,
      RecordingStore recordings,
      PayloadStore payloads,
      ReceivedSignal received,
      PastReaders readers,
      ReportTrail trails) {
    this.resources = resources;
    this.pages = pages;
    this.recordings = recordings;
    this.payloads = payloads;
    this.received = received;
    this.readers = readers;
    this.trails = trails;
  }

  /**
   * What came of it.
   *
   * @param basis what the report rested on, null where that was not kept then
   * @param now what it was made again on
   * @param readAgain whether the recording was read out of the received bytes once more; otherwise
   *     it is the one that was stored, held against its hash
   */
  record Reproduced(
      String payloadSha256,
      boolean readAgain,
      ReportTrail.Named named,
      @Nullable ReadingBasis basis,
      ReadingBasis now,
      int compared,
      List<ReportDifferences.Difference> differences) {}

  /**
   * Makes a report again.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException where there is none
   *     (404), it is no machine's (422), or what it was made of is not there or not as it was (409)
   */
  Reproduced reproduce(ResourceId id) {
    StoredVersion first =
        resources
            .version(id, 1)
            .orElseThrow(() -> new ResourceNotFoundException(new IdType(id.type(), id.id())));
    UUID recordingId =
        pages
            .recordingOf(id)
            .orElseThrow(
                () ->
                    Refusing.invalid(
                        "the report was not made here of an ECG",
                        PLACE,
                        "ask for a report of this server's machine"));
    RecordingFacts facts = recordings.facts(recordingId).orElseThrow();
    FhirResource report = ResourceReader.resource(first);
    Provenance trail = trails.of(report);
    ReportTrail.Named named = ReportTrail.named(trail);
    try {
      Optional<ReadingBasis> basis = Optional.ofNullable(named.basis()).flatMap(readers::basis);
      return reproduce(report, trail, named, basis.orElse(null), facts);
    } catch (DamagedException e) {
      throw Refusing.conflict(
          "what the report was made of is not as it was received: " + e.what(),
          PLACE,
          "compare with a backup; /audit/check tells what else was changed");
    } catch (ModelRefusedException e) {
      throw Refusing.conflict(
          "the model " + named.model() + " with the weights of then is not here: " + e.getMessage(),
          PLACE,
          "put the folder of that version back below einthoven.models.directory; its weights have"
              + " the SHA-256 "
              + named.weightsSha256());
    }
  }

  private Reproduced reproduce(
      FhirResource report,
      Provenance trail,
      ReportTrail.Named named,
      @Nullable ReadingBasis basis,
      RecordingFacts facts) {
    ReadingBasis now = readers.now();
    PayloadStore.Payload payload =
        payloads
            .payload(facts.payloadSha256())
            .orElseThrow(() -> new DamagedException("payload " + facts.payloadSha256()));
    Recording stored =
        recordings
            .verified(facts.id())
            .orElseThrow(() -> new DamagedException("recording " + facts.id()));
    Optional<Recording> again = received.of(payload, facts.payloadPlace());
    if (again.isPresent()
        && !RecordingStore.contentSha256(again.get())
            .equals(RecordingStore.contentSha256(stored))) {
      throw Refusing.conflict(
          "the bytes that were received are read as another signal today than then",
          PLACE,
          "make the report again with the release of then: "
              + (basis == null ? "it was not noted" : basis.release()));
    }
    ReadingBasis settings = basis == null ? now : basis;
    try (PastReader reader =
        readers.open(named.model(), named.weightsSha256(), settings.criticalLimits())) {
      Reading reading = reader.examine(again.orElse(stored)).reading();
      AtomicInteger made = new AtomicInteger();
      List<FhirResource> built =
          ReportResources.build(
              new ReportContext(
                  source(facts.source(), trail.getRecorded().toInstant()),
                  List.of(),
                  facts.payloadSha256(),
                  facts.sender(),
                  trail.getRecorded().toInstant(),
                  () -> "made-again-" + made.incrementAndGet() + "-",
                  new ReportContext.Software("Einthoven", settings.software(), named.basis()),
                  reader.card(),
                  settings.codings(),
                  true,
                  earlier(named, reader, reading),
                  replaces(report)),
              reading);
      return new Reproduced(
          facts.payloadSha256(),
          again.isPresent(),
          named,
          basis,
          now,
          trail.getTarget().size(),
          differences(trail, built));
    }
  }

  /** The version of the source that was there when the report was made. */
  private FhirResource source(ResourceId id, Instant when) {
    StoredVersion current = resources.current(id).orElseThrow();
    for (int version = current.version(); version > 0; version--) {
      Optional<StoredVersion> then =
          resources
              .version(id, version)
              .filter(it -> !it.deleted() && !it.lastUpdated().isAfter(when));
      if (then.isPresent()) {
        return ResourceReader.resource(then.get());
      }
    }
    throw new DamagedException("resource_version " + id.reference());
  }

  private ReportContext.@Nullable Earlier earlier(
      ReportTrail.Named named, PastReader reader, Reading reading) {
    ResourceId before = named.earlier();
    if (before == null) {
      return null;
    }
    Recording recording =
        pages
            .recordingOf(before)
            .flatMap(recordings::verified)
            .orElseThrow(() -> new DamagedException("recording of " + before.reference()));
    return new ReportContext.Earlier(
        before.reference(),
        recording.acquired() == null ? "" : recording.acquired().local().toString(),
        Comparison.of(reader.examine(recording).reading(), reading));
  }

  private static @Nullable String replaces(FhirResource report) {
    return ((DiagnosticReport) report.resource())
        .getExtension().stream()
            .filter(it -> it.getUrl().endsWith("diagnosticReport-replaces"))
            .map(it -> ((Reference) it.getValue()).getReference())
            .findFirst()
            .orElse(null);
  }

  private List<ReportDifferences.Difference> differences(
      Provenance trail, List<FhirResource> built) {
    Map<String, String> ids = new HashMap<>();
    List<ResourceId> targets =
        trail.getTarget().stream().map(it -> ResourceId.of(it.getReference())).toList();
    for (int i = 0; i < Math.min(targets.size(), built.size()); i++) {
      ids.put(built.get(i).id(), targets.get(i).id());
    }
    ReportDifferences differences = new ReportDifferences(ids);
    for (int i = 0; i < targets.size(); i++) {
      FhirResource recorded =
          ResourceReader.resource(
              resources
                  .version(targets.get(i), 1)
                  .orElseThrow(() -> new DamagedException("resource_version")));
      if (i < built.size() && built.get(i).type().equals(recorded.type())) {
        differences.compare(recorded, built.get(i));
      } else {
        differences.missing(recorded);
      }
    }
    return differences.found();
  }
}
