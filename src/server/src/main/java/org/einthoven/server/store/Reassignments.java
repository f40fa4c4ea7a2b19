package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which recordings were filed under the wrong patient and moved to the right one. */
@Singleton
public class Reassignments {

  private final EntityManager manager;
  private final Clock clock;

  Reassignments(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * Notes a correction in the caller's transaction.
   *
   * @param withdrawn the DiagnosticReport that was issued for the wrong patient
   * @param patient the right Patient
   * @param sender who asked for it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(UUID recording, ResourceId withdrawn, ResourceId patient, String sender) {
    manager
        .createNativeQuery(
            "insert into reassignment (report_id, recording, patient_id, sender, created_at)"
                + " values (:report, :recording, :patient, :sender, :now)")
        .setParameter("report", withdrawn.id())
        .setParameter("recording", recording)
        .setParameter("patient", patient.id())
        .setParameter("sender", sender)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  /** The report of a recording that was withdrawn last; empty where none was. */
  @Transactional
  public Optional<ResourceId> withdrawn(UUID recording) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select report_id from reassignment where recording = :recording"
                    + " order by created_at desc, report_id desc limit 1")
            .setParameter("recording", recording)
            .getResultList();
    return rows.stream().map(id -> new ResourceId("DiagnosticReport", (String) id)).findFirst();
  }

  /** Whether what was sent with a recording names the wrong patient. */
  @Transactional
  public boolean isReassigned(UUID recording) {
    return !manager
        .createNativeQuery("select 1 from reassignment where recording = :recording limit 1")
        .setParameter("recording", recording)
        .getResultList()
        .isEmpty();
  }

  /**
   * The report of a recording as other transactions have committed it by now, whatever this one has
   * read before.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<ResourceId> reportNow(UUID recording) {
    List<?> rows =
        manager
            .createNativeQuery("select report_id from recording where id = :recording")
            .setParameter("recording", recording)
            .getResultList();
    return rows.stream()
        .filter(String.class::isInstance)
        .map(id -> new ResourceId("DiagnosticReport", (String) id))
        .findFirst();
  }
}
