package org.einthoven.server.outbox;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.jspecify.annotations.Nullable;

/** Reports with a critical finding, until somebody acknowledges them. */
@Singleton
public class CriticalReports {

  /** How long after it was made a report is told to whoever begins to listen. */
  static final Duration LATEST = Duration.ofHours(24);

  private final Statements statements;
  private final Clock clock;
  private final Event<MessageWaiting> waiting;

  CriticalReports(Statements statements, Clock clock, Event<MessageWaiting> waiting) {
    this.statements = statements;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * A report to be told of.
   *
   * @param resources the report's version first
   * @param told how often contacts were told so far
   */
  public record Due(String reportId, List<VersionId> resources, Instant since, int told) {

    /** Copies the list. */
    public Due {
      resources = List.copyOf(resources);
    }
  }

  /**
   * How it stands with a report.
   *
   * @param provenance where it is recorded that somebody acknowledged it, null where nobody did
   */
  public record Standing(@Nullable ResourceId provenance) {}

  /**
   * Raises a report in the transaction that stores it.
   *
   * @param resources the report's version first
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void raise(List<VersionId> resources) {
    Instant now = clock.instant();
    statements.update(
        "insert into critical_report (report_id, resources, created_at, due_at)"
            + " values (?, cast(? as jsonb), ?, ?)",
        resources.get(0).id().id(),
        VersionList.write(resources),
        now,
        now);
    waiting.fire(new MessageWaiting());
  }

  /** The reports that contacts are to be told of now, locked until the transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Due> due(int most) {
    return statements.query(
        row ->
            new Due(
                row.getString("report_id"),
                VersionList.read(row.getString("resources")),
                Optional.ofNullable(Statements.instant(row, "created_at")).orElseThrow(),
                row.getInt("told")),
        "select * from critical_report where acknowledged_at is null and due_at <= ?"
            + " order by due_at limit ? for update skip locked",
        clock.instant(),
        most);
  }

  /** Contacts were told; the next are told after a while, unless somebody acknowledges first. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void told(Due report, Duration again) {
    statements.update(
        "update critical_report set told = told + 1, due_at = ? where report_id = ?",
        clock.instant().plus(again),
        report.reportId());
  }

  /** There is nobody to tell. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void untold(Due report) {
    statements.update(
        "update critical_report set due_at = null where report_id = ?", report.reportId());
  }

  /**
   * Somebody listens who may not have when reports were made: what nobody was told of and nobody
   * acknowledged is due again, unless it is older than {@link #LATEST}.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void raiseUntold() {
    Instant now = clock.instant();
    // Whoever is about to note that there is nobody to tell holds the row: this waits for it.
    int raised =
        statements.update(
            "update critical_report set due_at = ? where acknowledged_at is null and told = 0"
                + " and created_at >= ?",
            now,
            now.minus(LATEST));
    if (raised > 0) {
      waiting.fire(new MessageWaiting());
    }
  }

  /** How it stands with a report, kept so until the transaction ends; empty where none is there. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Standing> lock(String reportId) {
    return statements
        .query(
            row -> {
              String provenance = row.getString("provenance_id");
              return new Standing(
                  provenance == null ? null : new ResourceId("Provenance", provenance));
            },
            "select provenance_id from critical_report where report_id = ? for update",
            reportId)
        .stream()
        .findFirst();
  }

  /** Somebody acknowledged a report that nobody had. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void acknowledged(String reportId, String by, Instant when, String provenanceId) {
    statements.update(
        "update critical_report set acknowledged_at = ?, acknowledged_by = ?, provenance_id = ?"
            + " where report_id = ?",
        when,
        by,
        provenanceId,
        reportId);
  }

  /** Somebody has looked at a report, critical or not: contacts are told of it no more. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void seen(String reportId, String by, Instant when, String provenanceId) {
    lock(reportId)
        .filter(standing -> standing.provenance() == null)
        .ifPresent(standing -> acknowledged(reportId, by, when, provenanceId));
  }

  /** How many reports nobody has acknowledged yet though contacts were told. */
  @Transactional
  public long open() {
    return statements
        .query(
            row -> row.getLong(1),
            "select count(*) from critical_report where acknowledged_at is null and told > 0")
        .get(0);
  }
}
