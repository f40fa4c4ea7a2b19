/**
 * The audit entries as leaves of a Merkle tree: their positions, proofs of them, and checkpoints
 * that are written outside the database.
 */
@NullMarked
package org.einthoven.server.audit.log;

import org.jspecify.annotations.NullMarked;
