package org.einthoven.server.store;

import java.util.UUID;

/**
 * The right to work on a job until the lease ends.
 *
 * @param recording the recording to be analysed
 * @param owner whose lease it is
 * @param attempt the number of this attempt, from 1
 */
public record JobLease(UUID recording, UUID owner, int attempt) {}
