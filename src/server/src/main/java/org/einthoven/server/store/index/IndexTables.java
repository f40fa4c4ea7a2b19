package org.einthoven.server.store.index;

import java.util.Locale;

/** Where the entries of a resource type are: tables, or views of other records. */
enum IndexTables {
  STORED("search_"),
  /** Views of the audit trail, with the same columns. */
  AUDIT_EVENTS("audit_event_");

  private final String prefix;

  IndexTables(String prefix) {
    this.prefix = prefix;
  }

  static IndexTables of(String resourceType) {
    return resourceType.equals("AuditEvent") ? AUDIT_EVENTS : STORED;
  }

  /** One row for each resource. */
  String resources() {
    return prefix + "resource";
  }

  String entries(Criterion.Kind kind) {
    return prefix + kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether rows are numbered and indexed by what they are sorted by. */
  boolean areTables() {
    return this == STORED;
  }

  /** Whether a parameter is the time that the row of the resource has, which is indexed there. */
  boolean isTimeOfResource(String param) {
    return param.equals("_lastUpdated") || (this == AUDIT_EVENTS && param.equals("date"));
  }

  /** Whether every entry that is a time is an instant, which an index finds by its begin alone. */
  boolean instants() {
    return this == AUDIT_EVENTS;
  }
}
