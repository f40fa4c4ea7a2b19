package org.einthoven.server.audit.check;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.LogVerification;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.server.audit.log.BrokenTreeException;
import org.einthoven.server.audit.log.CheckpointFolder;
import org.einthoven.server.audit.log.LeafSequencer;

/**
 * Holds the whole database against the transparency log, and the log against the checkpoints that
 * lie outside the database. It reads everything once; the server works meanwhile.
 */
@Singleton
public class DatabaseCheck {

  private static final int MOST_FINDINGS = 1000;

  private final LeafSequencer sequencer;
  private final CheckpointFolder folder;
  private final LogCheck log;
  private final Instance<TableCheck> tables;

  DatabaseCheck(
      LeafSequencer sequencer, CheckpointFolder folder, LogCheck log, Instance<TableCheck> tables) {
    this.sequencer = sequencer;
    this.folder = folder;
    this.log = log;
    this.tables = tables;
  }

  /** Checks all of it. No more than {@value #MOST_FINDINGS} findings are told. */
  public Checked run() {
    List<Finding> findings = new ArrayList<>();
    Consumer<Finding> told =
        finding -> {
          if (findings.size() < MOST_FINDINGS && !findings.contains(finding)) {
            findings.add(finding);
          }
        };
    try {
      sequencer.catchUp();
    } catch (BrokenTreeException e) {
      told.accept(Finding.removed("a log_node", String.valueOf(e.getMessage())));
    }
    List<Checkpoint> signed = new ArrayList<>();
    for (String note : folder.all()) {
      try {
        signed.add(folder.opened(note));
      } catch (NoteRefusedException e) {
        told.accept(Finding.changed("a checkpoint in the folder", String.valueOf(e.getMessage())));
      }
    }
    LogVerification verification = new LogVerification(signed);
    log.run(verification, told);
    verification.findings().forEach(told);
    tables.forEach(check -> check.run(told));
    return new Checked(verification.size(), verification.root(), signed.size(), findings);
  }
}
