package org.einthoven.server.store;

import java.util.Locale;

/** The states of a job. */
public enum JobState {
  /** To be claimed once it is due. */
  WAITING,
  /** Claimed; claimable again when the lease ends. */
  RUNNING,
  /** The report is stored. */
  DONE,
  /** Given up. */
  FAILED;

  /** As it stands in the database. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
