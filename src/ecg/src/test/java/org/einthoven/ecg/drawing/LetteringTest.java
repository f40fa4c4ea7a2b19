package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LetteringTest {

  @Test
  void measuresLikeHelvetica() {
    assertThat(Lettering.width("ECG", 10, false)).isEqualTo(21.67, within(1e-9));
    assertThat(Lettering.width("É", 10, false)).isEqualTo(Lettering.width("E", 10, false));
    assertThat(Lettering.width("心", 10, false)).isEqualTo(10, within(1e-9));
  }

  @Test
  void breaksAtSpacesAndLongWordsAnywhere() {
    assertThat(Lettering.wrap("one  two three", 10, false, 45)).containsExactly("one two", "three");
    assertThat(Lettering.wrap("WWWWW a", 10, false, 20)).containsExactly("WW", "WW", "W a");
    assertThat(Lettering.wrap("  ", 10, false, 20)).containsExactly("");
    assertThat(Lettering.wrap("𠮷𠮷𠮷", 10, false, 20)).containsExactly("𠮷𠮷", "𠮷");
  }

  @Test
  void shortensVisibly() {
    assertThat(Lettering.shorten("Atrial fibrillation", 10, false, 60))
        .isEqualTo("Atrial fibrill…");
    assertThat(Lettering.shorten("Atrial", 10, false, 60)).isEqualTo("Atrial");
    assertThat(Lettering.shorten("Atrial", 10, false, 1)).isEqualTo("…");
  }

  @Test
  void replacesEachCharacterWithoutAShape() {
    assertThat(Lettering.shown("a\r\n\tb\u0007\u200Bc\uDC00"))
        .isEqualTo("a   b\uFFFD\uFFFDc\uFFFD");
  }
}
