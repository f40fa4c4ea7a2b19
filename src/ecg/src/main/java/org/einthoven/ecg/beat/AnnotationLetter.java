package org.einthoven.ecg.beat;

import java.util.Optional;

/**
 * From the beat annotation letters of the MIT-BIH databases to the classes of ANSI/AAMI EC57.
 *
 * <p>Some papers put nodal escape beats (j) and atrial escape beats (e) in S; here, as in EC57 and
 * in de Chazal et al. 2004, they are N. Letters of rhythm, noise and waveform annotations are no
 * beats.
 */
public final class AnnotationLetter {

  private AnnotationLetter() {}

  /** The class of a beat annotation, empty where the letter does not mark a beat. */
  public static Optional<BeatClass> beatClass(char letter) {
    return switch (letter) {
      case 'N', 'L', 'R', 'e', 'j' -> Optional.of(BeatClass.N);
      case 'A', 'a', 'J', 'S' -> Optional.of(BeatClass.S);
      case 'V', 'E' -> Optional.of(BeatClass.V);
      case 'F' -> Optional.of(BeatClass.F);
      case '/', 'f', 'Q', 'U' -> Optional.of(BeatClass.Q);
      default -> Optional.empty();
    };
  }
}
