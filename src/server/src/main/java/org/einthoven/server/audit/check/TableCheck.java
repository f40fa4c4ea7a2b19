package org.einthoven.server.audit.check;

import java.util.function.Consumer;
import org.einthoven.ledger.Finding;

/** Holds some tables against what vouches for them. */
public interface TableCheck {

  /** Tells what is not as it was recorded. */
  void run(Consumer<Finding> findings);
}
