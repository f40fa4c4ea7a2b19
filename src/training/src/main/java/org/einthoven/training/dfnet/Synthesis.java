package org.einthoven.training.dfnet;

/** How a row of the ablation table brings rare beats to the network's attention. */
enum Synthesis {
  /** By drawing all of them and few N beats for an epoch, as every row does, and nothing else. */
  NONE,
  /** Beats of rare classes weigh more in the loss, as in the network that ships. */
  WEIGHTING,
  /** As weighting, with synthetic beats beside the real ones; their generator has no GRU. */
  DIFFUSION_WITHOUT_GRU,
  /** As weighting, with synthetic beats beside the real ones. */
  DIFFUSION;

  boolean weighed() {
    return this != NONE;
  }

  boolean synthetic() {
    return this == DIFFUSION || this == DIFFUSION_WITHOUT_GRU;
  }
}
