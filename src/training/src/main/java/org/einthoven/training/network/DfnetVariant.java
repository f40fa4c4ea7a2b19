package org.einthoven.training.network;

/**
 * How a network differs from the one that ships, for ablations: which paths it has and how wide
 * they are.
 *
 * @param sharing what tasks have in common
 * @param trunkWidth channels of the shared trunk, in parts of what ships
 * @param ownWidth channels of the private paths, in parts of what ships
 * @param headWidth columns of the layers after them, in parts of what ships
 */
public record DfnetVariant(Sharing sharing, double trunkWidth, double ownWidth, double headWidth) {

  /** The network that ships. */
  public static final DfnetVariant SHIPPED = new DfnetVariant(Sharing.GATED, 1, 1, 1);

  /** What tasks have in common. */
  public enum Sharing {
    /** Nothing: each task has its private path alone, as if it were a network of its own. */
    SINGLE,
    /** Everything before the heads: no private paths and no gates. */
    SHARED,
    /** The trunk; a gate mixes it with the private path. */
    GATED
  }

  /** A width of the trunk that is {@code shipped} in the network that ships. */
  int trunk(int shipped) {
    return scaled(shipped, trunkWidth);
  }

  /** A width of a private path that is {@code shipped} in the network that ships. */
  int own(int shipped) {
    return scaled(shipped, ownWidth);
  }

  /** A width of a head that is {@code shipped} in the network that ships. */
  int head(int shipped) {
    return scaled(shipped, headWidth);
  }

  /** At least four, since squeeze-and-excitation divides by four. */
  private static int scaled(int shipped, double width) {
    return Math.max(4, (int) Math.round(shipped * width));
  }
}
