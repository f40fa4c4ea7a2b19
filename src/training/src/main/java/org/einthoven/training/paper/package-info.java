/**
 * The protocol of the paper that DFNet is reconstructed from: beats of all records split at random,
 * so that the same patients stand on both sides. Its network is made for this question alone.
 */
@NullMarked
package org.einthoven.training.paper;

import org.jspecify.annotations.NullMarked;
