package org.einthoven.server.store.async;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.store.ResourceId;
import org.jspecify.annotations.Nullable;

/** Which ECGs a request wants read anew, and what came of each. */
@Singleton
public class Reanalyses {

  private static final String OPEN = "report_id is null and failure is null";

  private final EntityManager manager;
  private final Clock clock;

  Reanalyses(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * An ECG that is kept.
   *
   * @param recording the newest recording of its source
   * @param source the Observation that stands for it
   */
  public record Ecg(UUID recording, ResourceId source) {}

  /**
   * The report of a recording.
   *
   * @param madeWith by which software, model and settings it was made; null where that is not known
   */
  public record Reported(ResourceId report, @Nullable String madeWith) {}

  /**
   * An ECG of a request.
   *
   * @param source the Observation that stands for it
   * @param made whether its report was made for the request, or was there before
   * @param report null until there is one
   * @param failure why there is none, in words without patient data; null unless it failed
   */
  public record Item(
      ResourceId source, boolean made, @Nullable ResourceId report, @Nullable String failure) {

    /** Whether nothing more comes of it. */
    public boolean ended() {
      return report != null || failure != null;
    }
  }

  /** The ECGs whose subject is one of these Patients, in the order in which they came. */
  @Transactional
  public List<Ecg> ofPatients(List<String> patients) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select id, source_type, source_id from (select distinct on (r.source_id) r.id,"
                    + " r.source_type, r.source_id from search_reference e"
                    + " join search_resource s on s.key = e.resource"
                    + " join recording r on r.source_type = s.resource_type"
                    + " and r.source_id = s.resource_id"
                    + " where e.param = 'subject' and e.target_type = 'Patient'"
                    + " and e.target_id in (:patients) and s.resource_type = 'Observation'"
                    + " order by r.source_id, r.id desc) newest order by id",
                Object[].class)
            .setParameter("patients", patients)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Ecg((UUID) row[0], new ResourceId((String) row[1], (String) row[2])))
        .toList();
  }

  /** The report of a recording as others have committed it by now; empty where there is none. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Reported> reported(UUID recording) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select r.report_id, p.made_with from recording r left join report_page p"
                    + " on p.report_id = r.report_id"
                    + " where r.id = :recording and r.report_id is not null",
                Object[].class)
            .setParameter("recording", recording)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Reported(report((String) row[0]), (String) row[1]))
        .findFirst();
  }

  /**
   * Adds an ECG to a request in the caller's transaction.
   *
   * @param report the report that it has already, null where it is to be read anew
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID request, UUID recording, @Nullable ResourceId report) {
    manager
        .createNativeQuery(
            "insert into reanalysis (request, recording, made, report_id)"
                + " values (:request, :recording, false, cast(:report as text))")
        .setParameter("request", request)
        .setParameter("recording", recording)
        .setParameter("report", report == null ? null : report.id())
        .executeUpdate();
  }

  /** Lets those who wait for a recording know its new report, in the transaction that stores it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void made(UUID recording, ResourceId report) {
    end(recording, "made = true, report_id = :result", report.id());
  }

  /**
   * Lets those who wait for a recording know that it was given up, in the same transaction.
   *
   * @param failure why, without patient data
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void failed(UUID recording, String failure) {
    end(recording, "failure = :result", failure);
  }

  private void end(UUID recording, String change, String result) {
    // The requests are held, in order, so that of two last ECGs one finds nothing left open.
    List<?> requests =
        manager
            .createNativeQuery(
                "select id from async_request where id in (select request from reanalysis"
                    + " where recording = :recording and "
                    + OPEN
                    + ") order by id for update",
                UUID.class)
            .setParameter("recording", recording)
            .getResultList();
    if (requests.isEmpty()) {
      return;
    }
    manager
        .createNativeQuery(
            "update reanalysis set " + change + " where recording = :recording and " + OPEN)
        .setParameter("result", result)
        .setParameter("recording", recording)
        .executeUpdate();
    manager
        .createNativeQuery(
            "update async_request set finished_at = :now where id in (:requests) and not exists"
                + " (select 1 from reanalysis where request = async_request.id and "
                + OPEN
                + ")")
        .setParameter("now", clock.instant())
        .setParameter("requests", requests)
        .executeUpdate();
  }

  /** The ECGs of a request, in the order in which they came; empty where it is of no ECGs. */
  @Transactional
  public List<Item> of(UUID request) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select r.source_type, r.source_id, a.made, a.report_id, a.failure"
                    + " from reanalysis a join recording r on r.id = a.recording"
                    + " where a.request = :request order by a.recording",
                Object[].class)
            .setParameter("request", request)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Item(
                    new ResourceId((String) row[0], (String) row[1]),
                    (Boolean) row[2],
                    row[3] == null ? null : report((String) row[3]),
                    (String) row[4]))
        .toList();
  }

  /**
   * Takes the analyses of a request that nobody has begun, and nobody else waits for, out of the
   * queue, in the caller's transaction. A first analysis stays: its ECG has no report yet.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void cancel(UUID request) {
    // Held before they are looked at, so that who has just begun to wait for one is seen.
    manager
        .createNativeQuery(
            "select recording from analysis_job where recording in (select recording"
                + " from reanalysis where request = :request) order by recording for update",
            UUID.class)
        .setParameter("request", request)
        .getResultList();
    manager
        .createNativeQuery(
            "update analysis_job set state = 'done', finished_at = :now, background = false"
                + " where state = 'waiting' and recording in (select a.recording"
                + " from reanalysis a join recording r on r.id = a.recording"
                + " where a.request = :request and a.report_id is null and a.failure is null"
                + " and r.report_id is not null and not exists (select 1 from reanalysis o"
                + " where o.recording = a.recording and o.request <> a.request"
                + " and o.report_id is null and o.failure is null))")
        .setParameter("now", clock.instant())
        .setParameter("request", request)
        .executeUpdate();
  }

  private static ResourceId report(String id) {
    return new ResourceId("DiagnosticReport", id);
  }
}
