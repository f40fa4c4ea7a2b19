package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.ledger.Proofs;
import org.jboss.logging.Logger;

/** Signs what the log is, unless it is not what it was. */
@Singleton
public class Checkpoints {

  private static final Logger LOG = Logger.getLogger(Checkpoints.class);

  private final LeafSequencer sequencer;
  private final LogTree tree;
  private final CheckpointFolder folder;
  private volatile String refusal = "";

  Checkpoints(LeafSequencer sequencer, LogTree tree, CheckpointFolder folder) {
    this.sequencer = sequencer;
    this.tree = tree;
    this.folder = folder;
  }

  /** A log that is not the one that was signed before. */
  public static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }

  /** The newest checkpoint, signed; empty where none was made yet. */
  public Optional<String> latest() {
    return folder.latest();
  }

  /** Why no checkpoint is signed any more; empty where nothing is wrong. */
  public String refusal() {
    return refusal;
  }

  /**
   * Gives positions to all leaves that are committed, and signs the tree of them. A log that has
   * not grown keeps its checkpoint.
   *
   * @return the signed note
   * @throws RefusedException when the log does not begin with what was signed before
   */
  public synchronized String sign() throws RefusedException {
    sequencer.catchUp();
    try {
      LogTree.Head head = tree.head();
      Optional<String> last = folder.latest();
      if (last.isPresent()) {
        Checkpoint before = folder.opened(last.get());
        check(before, head);
        if (before.size() == head.size()) {
          refusal = "";
          return last.get();
        }
      }
      String note = folder.sign(head);
      refusal = "";
      return note;
    } catch (BrokenTreeException | NoteRefusedException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private void check(Checkpoint before, LogTree.Head head) throws RefusedException {
    if (before.size() > head.size()) {
      throw refused(
          "the log has "
              + head.size()
              + " leaves, and had "
              + before.size()
              + " when the last checkpoint was signed: it was set back");
    }
    if (!Proofs.isConsistent(
        before.size(),
        before.root(),
        head.size(),
        head.root(),
        tree.consistency(before.size(), head.size()))) {
      throw refused(
          "the log does not begin with the "
              + before.size()
              + " leaves of the last checkpoint: it was rebuilt");
    }
  }

  private RefusedException refused(String why) {
    if (refusal.isEmpty()) {
      LOG.errorf("No checkpoint is signed: %s", why);
    }
    refusal = why;
    return new RefusedException(why);
  }
}
