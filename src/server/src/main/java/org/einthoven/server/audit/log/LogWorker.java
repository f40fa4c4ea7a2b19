package org.einthoven.server.audit.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.einthoven.server.config.EinthovenSettings;
import org.jboss.logging.Logger;

/**
 * Gives leaves their positions now and then, several at a time, so that a commit does not cost
 * another one; and signs a checkpoint when some were added.
 */
@Singleton
public class LogWorker {

  private static final Logger LOG = Logger.getLogger(LogWorker.class);
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final LeafSequencer sequencer;
  private final LogTree tree;
  private final Checkpoints checkpoints;
  private final CheckpointFolder folder;
  private final EinthovenSettings.Audit settings;
  private final Clock clock;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private Instant nextCheckpoint = Instant.MIN;
  private boolean late;

  LogWorker(
      LeafSequencer sequencer,
      LogTree tree,
      Checkpoints checkpoints,
      CheckpointFolder folder,
      EinthovenSettings settings,
      Clock clock) {
    this.sequencer = sequencer;
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.folder = folder;
    this.settings = settings.audit();
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (!settings.worker()) {
      LOG.info("this process leaves the positions of the transparency log to others");
      return;
    }
    try {
      LOG.infof("transparency log: public key %s", folder.key().verifier());
    } catch (UncheckedIOException | IllegalStateException e) {
      LOG.errorf("no checkpoint can be signed: %s", e.getMessage());
    }
    long poll = settings.poll().toMillis();
    var unused = thread.scheduleWithFixedDelay(this::work, poll, poll, TimeUnit.MILLISECONDS);
  }

  /** Before the database goes, and with a checkpoint of what was last. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    if (settings.worker()) {
      var unused = thread.submit(this::sign);
    }
    thread.shutdown();
    if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      thread.shutdownNow();
    }
  }

  private void work() {
    try {
      int given = sequencer.run();
      Duration age = given == 0 ? Duration.ZERO : tree.waitingFor(sequencer.drained());
      boolean nowLate = age.compareTo(LATE) > 0;
      if (nowLate && !late) {
        LOG.warnf(
            "a leaf of the transparency log has waited %d ms for its position", age.toMillis());
      }
      late = nowLate;
      if (!clock.instant().isBefore(nextCheckpoint)) {
        nextCheckpoint = clock.instant().plus(settings.checkpoint());
        sign();
      }
    } catch (RuntimeException e) {
      LOG.warnf("leaves of the transparency log wait: %s", e.getClass().getName());
    }
  }

  private void sign() {
    try {
      checkpoints.sign();
    } catch (Checkpoints.RefusedException e) {
      LOG.debugf("no checkpoint: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf("no checkpoint could be written: %s", e.getClass().getName());
    }
  }
}
