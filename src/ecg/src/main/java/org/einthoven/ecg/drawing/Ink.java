package org.einthoven.ecg.drawing;

import org.einthoven.ecg.beat.BeatClass;

/** The colours of a page. None of them says anything that is not also said without colour. */
public enum Ink {
  TRACE(0x000000),
  TEXT(0x111111),
  FAINT(0x555555),
  GRID_FINE(0xF7D4D4),
  GRID(0xE8A0A0),
  WARNING(0xB00020),
  INTERVAL(0x00695C),
  NORMAL(0x444444),
  SUPRAVENTRICULAR(0x0050B5),
  VENTRICULAR(0xC40018),
  FUSION(0xA85400),
  UNCLASSIFIABLE(0x6A1B9A);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  /** The colour as {@code 0xRRGGBB}. */
  public int rgb() {
    return rgb;
  }

  /** The colour in which beats of a class are marked. */
  static Ink of(BeatClass beatClass) {
    return switch (beatClass) {
      case N -> NORMAL;
      case S -> SUPRAVENTRICULAR;
      case V -> VENTRICULAR;
      case F -> FUSION;
      case Q -> UNCLASSIFIABLE;
    };
  }
}
