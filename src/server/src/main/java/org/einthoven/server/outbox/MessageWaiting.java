package org.einthoven.server.outbox;

/** Something waits to be told. Observe it after the success of the transaction. */
public record MessageWaiting() {}
