package org.einthoven.training.diffusion;

/** How rare beats are brought to a classifier's attention. */
enum Setting {
  /** Not at all: beats as often as they occur. */
  NONE("beats as often as they occur"),
  /** Beats as often as they occur, the rare ones with more weight in the loss. */
  WEIGHTING("weighted loss"),
  /** Rare beats shown more often, the same ones again. */
  OVERSAMPLING("oversampling"),
  /** As oversampling, but half of the rare beats are synthetic, from a generator without a GRU. */
  DIFFUSION_WITHOUT_GRU("diffusion without GRU"),
  /** As oversampling, but half of the rare beats are synthetic. */
  DIFFUSION("GRU-diffusion");

  private final String words;

  Setting(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean balanced() {
    return this != NONE && this != WEIGHTING;
  }

  boolean synthetic() {
    return this == DIFFUSION || this == DIFFUSION_WITHOUT_GRU;
  }
}
