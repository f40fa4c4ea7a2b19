/**
 * The transparency log as such: what a leaf is, the Merkle tree (RFC 9162), checkpoints (C2SP
 * tlog-checkpoint), their signatures (C2SP signed-note), and a verifier that needs no server.
 */
@NullMarked
package org.einthoven.ledger;

import org.jspecify.annotations.NullMarked;
