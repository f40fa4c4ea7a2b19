package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnotationLetterTest {

  @Test
  void lettersFallIntoTheClassesOfEc57() {
    assertThat(classes("NLRej")).containsOnly('N');
    assertThat(classes("AaJS")).containsOnly('S');
    assertThat(classes("VE")).containsOnly('V');
    assertThat(classes("F")).containsOnly('F');
    assertThat(classes("/fQU")).containsOnly('Q');
  }

  @Test
  void rhythmsAndNoiseAreNoBeats() {
    for (char letter : "+~|\"[]!x".toCharArray()) {
      assertThat(AnnotationLetter.beatClass(letter)).isEmpty();
    }
  }

  private static Character[] classes(String letters) {
    return letters
        .chars()
        .mapToObj(c -> AnnotationLetter.beatClass((char) c).orElseThrow().name().charAt(0))
        .toArray(Character[]::new);
  }
}
