package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the pages of reports say beside the tracing. */
@Singleton
public class ReportPages {

  private final EntityManager manager;

  ReportPages(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * The page of a report.
   *
   * @param recording what it is of
   * @param content its words and marks; the array is not copied
   */
  public record Kept(UUID recording, byte[] content) {}

  /**
   * Keeps a page in the caller's transaction, which holds the report too.
   *
   * @param madeWith a SHA-256 of the software, model and settings that made the report
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(ResourceId report, UUID recording, byte[] content, String madeWith) {
    manager
        .createNativeQuery(
            "insert into report_page (report_id, recording, content, made_with)"
                + " values (:report, :recording, :content, :madeWith)")
        .setParameter("madeWith", madeWith)
        .setParameter("report", report.id())
        .setParameter("recording", recording)
        .setParameter("content", Compression.pack(content))
        .executeUpdate();
  }

  /** The recording that a report is of; empty where the report has no page. */
  @Transactional
  public Optional<UUID> recordingOf(ResourceId report) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select recording from report_page where report_id = :report", UUID.class)
            .setParameter("report", report.id())
            .getResultList();
    return rows.stream().map(UUID.class::cast).findFirst();
  }

  /** All reports of a recording that have a page, the oldest first. */
  @Transactional
  public List<ResourceId> reportsOf(UUID recording) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select report_id from report_page where recording = :recording order by report_id",
                String.class)
            .setParameter("recording", recording)
            .getResultList();
    return rows.stream().map(id -> new ResourceId("DiagnosticReport", (String) id)).toList();
  }

  /** The page of a report; empty where it has none. */
  @Transactional
  public Optional<Kept> of(ResourceId report) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select recording, content from report_page where report_id = :report",
                Object[].class)
            .setParameter("report", report.id())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Kept((UUID) row[0], Compression.unpack((byte[]) row[1])))
        .findFirst();
  }
}
