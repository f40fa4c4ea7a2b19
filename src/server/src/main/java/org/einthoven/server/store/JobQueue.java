package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The analysis jobs, as a queue for any number of workers in any number of processes.
 *
 * <p>A claim takes rows that nobody else holds ({@code for update skip locked}) and gives a lease.
 * Every claim counts as an attempt, so that a job that kills its worker comes to an end too. What a
 * worker does with a lease that has ended and was claimed by another has no effect.
 */
@Singleton
public class JobQueue {

  private final Jobs jobs;
  private final Clock clock;
  private final Event<JobWaiting> waiting;
  private final Event<JobEnded> ended;

  @Singleton
  static class Jobs implements PanacheRepositoryBase<AnalysisJobEntity, UUID> {}

  JobQueue(Jobs jobs, Clock clock, Event<JobWaiting> waiting, Event<JobEnded> ended) {
    this.jobs = jobs;
    this.clock = clock;
    this.waiting = waiting;
    this.ended = ended;
  }

  /** Adds a job in the caller's transaction; workers hear of it when that succeeds. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID recording) {
    persist(recording, JobState.WAITING, null, clock.instant(), 0);
    waiting.fire(new JobWaiting(recording));
  }

  /**
   * Adds a job in the caller's transaction that is already claimed by the caller, so that no worker
   * takes it unless the lease ends first.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public JobLease addClaimed(UUID recording, UUID owner, Duration lease) {
    persist(recording, JobState.RUNNING, owner, clock.instant().plus(lease), 1);
    return new JobLease(recording, owner, 1);
  }

  /**
   * Claims a job that ended with a report once more, in the caller's transaction, so that its
   * recording is analysed anew.
   *
   * @return empty where the job is not done
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<JobLease> claimAgain(UUID recording, UUID owner, Duration lease) {
    int claimed =
        jobs.update(
            "state = 'running', leaseOwner = ?1, dueAt = ?2, attempts = 1, finishedAt = null,"
                + " failure = null, background = false where recording = ?3 and state = 'done'",
            owner,
            clock.instant().plus(lease),
            recording);
    return claimed == 1 ? Optional.of(new JobLease(recording, owner, 1)) : Optional.empty();
  }

  /**
   * Holds the jobs of recordings until the caller's transaction ends, so that none of them ends
   * meanwhile without being seen.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(List<UUID> recordings) {
    if (!recordings.isEmpty()) {
      jobs.getEntityManager()
          .createNativeQuery(
              "select recording from analysis_job where recording in (:recordings)"
                  + " order by recording for update",
              UUID.class)
          .setParameter("recordings", recordings)
          .getResultList();
    }
  }

  /**
   * Has a recording analysed once more, behind what is sent meanwhile, in the caller's transaction.
   * A job that has not ended stays as it is.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void addAgain(UUID recording) {
    int waits =
        jobs.getEntityManager()
            .createNativeQuery(
                "update analysis_job set state = 'waiting', background = true, attempts = 0,"
                    + " due_at = :now, finished_at = null, failure = null"
                    + " where recording = :recording and state in ('done', 'failed')")
            .setParameter("now", clock.instant())
            .setParameter("recording", recording)
            .executeUpdate();
    if (waits == 1) {
      waiting.fire(new JobWaiting(recording));
    }
  }

  /**
   * Claims up to so many jobs that are due or whose lease has ended: first those of what was sent,
   * then of what is read anew, the longest due first.
   */
  @Transactional
  public List<JobLease> claim(UUID owner, int most, Duration lease) {
    Instant now = clock.instant();
    List<?> rows =
        jobs.getEntityManager()
            .createNativeQuery(
                "update analysis_job set state = 'running', attempts = attempts + 1,"
                    + " lease_owner = :owner, due_at = :until where recording in"
                    + " (select recording from analysis_job where state in ('waiting', 'running')"
                    + " and due_at <= :now order by background, due_at limit :most"
                    + " for update skip locked)"
                    + " returning recording, attempts",
                Object[].class)
            .setParameter("owner", owner)
            .setParameter("until", now.plus(lease))
            .setParameter("now", now)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new JobLease((UUID) row[0], owner, ((Number) row[1]).intValue()))
        .toList();
  }

  /** Makes all leases of an owner that have not been claimed by another last longer. */
  @Transactional
  public int renew(UUID owner, Duration lease) {
    return jobs.update(
        "dueAt = ?1 where leaseOwner = ?2 and state = 'running'",
        clock.instant().plus(lease),
        owner);
  }

  /**
   * Ends a job in the caller's transaction, which holds its result.
   *
   * @throws LeaseLostException when another has claimed the job: the result must not be kept
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void done(JobLease lease) {
    end(lease, JobState.DONE, null);
  }

  /**
   * Gives a job up in the caller's transaction.
   *
   * @param failure why, without patient data
   * @throws LeaseLostException when another has claimed the job
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void failed(JobLease lease, String failure) {
    end(lease, JobState.FAILED, failure);
  }

  /**
   * Gives a job back to be tried again.
   *
   * @param failure why, without patient data
   * @return false when another has claimed the job: then nothing changes
   */
  @Transactional
  public boolean again(JobLease lease, Duration delay, String failure) {
    boolean given =
        jobs.update(
                "state = 'waiting', leaseOwner = null, dueAt = ?1, failure = ?2"
                    + " where recording = ?3 and leaseOwner = ?4 and attempts = ?5",
                clock.instant().plus(delay),
                failure,
                lease.recording(),
                lease.owner(),
                lease.attempt())
            == 1;
    if (given && delay.isZero()) {
      waiting.fire(new JobWaiting(lease.recording()));
    }
    return given;
  }

  /** The state of a recording's job. */
  @Transactional
  public Optional<JobState> state(UUID recording) {
    return jobs.find("select state from AnalysisJobEntity where recording = ?1", recording)
        .project(String.class)
        .firstResultOptional()
        .map(JobQueue::state);
  }

  /** How many jobs there are in each state. */
  @Transactional
  public Map<JobState, Long> counts() {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    for (JobState state : JobState.values()) {
      counts.put(state, jobs.count("state", state.column()));
    }
    return counts;
  }

  /** How long the longest due job has been waiting for a worker; zero where none waits. */
  @Transactional
  public Duration age() {
    Instant now = clock.instant();
    Instant due =
        jobs.getEntityManager()
            .createQuery(
                "select min(j.dueAt) from AnalysisJobEntity j"
                    + " where j.state in ('waiting', 'running') and j.dueAt <= :now",
                Instant.class)
            .setParameter("now", now)
            .getSingleResult();
    return due == null ? Duration.ZERO : Duration.between(due, now);
  }

  private void persist(
      UUID recording, JobState state, @Nullable UUID owner, Instant due, int attempts) {
    AnalysisJobEntity job = new AnalysisJobEntity();
    job.recording = recording;
    job.state = state.column();
    job.attempts = attempts;
    job.createdAt = clock.instant();
    job.dueAt = due;
    job.leaseOwner = owner;
    jobs.persistAndFlush(job);
  }

  private void end(JobLease lease, JobState state, @Nullable String failure) {
    int updated =
        jobs.update(
            "state = ?1, leaseOwner = null, finishedAt = ?2, failure = ?3"
                + " where recording = ?4 and leaseOwner = ?5 and attempts = ?6",
            state.column(),
            clock.instant(),
            failure,
            lease.recording(),
            lease.owner(),
            lease.attempt());
    if (updated != 1) {
      throw new LeaseLostException(lease);
    }
    ended.fire(new JobEnded(lease.recording()));
  }

  private static JobState state(String column) {
    return JobState.valueOf(column.toUpperCase(Locale.ROOT));
  }
}
