package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.ObservationReader;
import org.einthoven.server.analysis.ReaderIdentity;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.async.AsyncRequests;
import org.einthoven.server.store.async.Reanalyses;
import org.hl7.fhir.r4.model.IdType;

/**
 * Has the ECGs of a patient read anew: the queue of all analyses carries that out, so that it goes
 * on after a stop or a crash. What was reported stays as it was made; a new report names the one
 * that it replaces.
 */
@Singleton
public class Reanalyzing {

  private static final int READ_AT_ONCE = 500;

  private final AsyncRequests requests;
  private final Reanalyses reanalyses;
  private final JobQueue jobs;
  private final ReaderIdentity identity;
  private final MergedPatients merged;
  private final ResourceStore store;
  private final ResourceReader reader;
  private final AuditTrail audit;
  private final IdSource ids;
  private final EinthovenSettings.Async settings;

  /** Over the store and its queue. */
  public Reanalyzing(
      AsyncRequests requests,
      Reanalyses reanalyses,
      JobQueue jobs,
      ReaderIdentity identity,
      MergedPatients merged,
      ResourceStore store,
      ResourceReader reader,
      AuditTrail audit,
      IdSource ids,
      EinthovenSettings settings) {
    this.requests = requests;
    this.reanalyses = reanalyses;
    this.jobs = jobs;
    this.identity = identity;
    this.merged = merged;
    this.store = store;
    this.reader = reader;
    this.audit = audit;
    this.ids = ids;
    this.settings = settings.async();
  }

  /**
   * Queues all ECGs that are filed under a Patient, or under those merged into it, in the current
   * transaction. An ECG that the active model has read already, with the same settings and
   * software, keeps its report.
   *
   * @param asked method and address of the request
   * @return by which the request is followed
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException where there is no such
   *     Patient (404, 410) or too many requests are unfinished (429)
   */
  UUID begin(ResourceId patient, String requester, String asked) {
    StoredVersion version =
        store
            .current(patient)
            .orElseThrow(() -> new ResourceNotFoundException(new IdType("Patient", patient.id())));
    if (version.deleted()) {
      throw new ResourceGoneException(new IdType("Patient", patient.id()));
    }
    UUID request = ids.next();
    if (!requests.add(request, requester, asked, settings.limit(), settings.keep())) {
      throw Later.tooMany();
    }
    List<String> patients = new ArrayList<>(merged.mergedInto(patient.id()));
    patients.add(patient.id());
    List<UUID> recordings = standing(reanalyses.ofPatients(patients));
    jobs.hold(recordings);
    boolean open = false;
    for (UUID recording : recordings) {
      Optional<Reanalyses.Reported> report = reanalyses.reported(recording);
      boolean same = report.filter(known -> identity.sha256().equals(known.madeWith())).isPresent();
      reanalyses.add(request, recording, same ? report.get().report() : null);
      if (!same) {
        jobs.addAgain(recording);
        open = true;
      }
    }
    if (!open) {
      requests.finished(request);
    }
    audit.record(
        new AuditedEvent(
            AuditedAction.REANALYSIS_REQUESTED,
            AuditedEvent.Outcome.SUCCESS,
            requester,
            List.of(new VersionId(patient, version.version())),
            null,
            request.toString()));
    return request;
  }

  /** Those whose source was not withdrawn since. */
  private List<UUID> standing(List<Reanalyses.Ecg> ecgs) {
    List<UUID> standing = new ArrayList<>();
    for (int from = 0; from < ecgs.size(); from += READ_AT_ONCE) {
      List<Reanalyses.Ecg> some = ecgs.subList(from, Math.min(ecgs.size(), from + READ_AT_ONCE));
      var sources = reader.read(some.stream().map(Reanalyses.Ecg::source).toList());
      for (Reanalyses.Ecg ecg : some) {
        FhirResource source = sources.get(ecg.source());
        if (source != null && ObservationReader.mayBeJudged(source)) {
          standing.add(ecg.recording());
        }
      }
    }
    return standing;
  }
}
