package org.einthoven.server.store.export;

import java.util.UUID;

/** An export was added; observed after the commit it wakes who carries exports out. */
public record ExportWaiting(UUID job) {}
