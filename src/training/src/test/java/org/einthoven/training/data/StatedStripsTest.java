package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.einthoven.training.data.StatedStrip.Statement;
import org.junit.jupiter.api.Test;

class StatedStripsTest {

  @Test
  void sinusRhythmIsStatedOnlyWhereNoEctopicBeatIsMentioned() {
    assertThat(StatedStrips.statement(Set.of("SR", "NORM"))).contains(Statement.SINUS);
    assertThat(StatedStrips.statement(Set.of("SR", "PVC"))).contains(Statement.VENTRICULAR);
    assertThat(StatedStrips.statement(Set.of("SR", "PAC"))).contains(Statement.SUPRAVENTRICULAR);
    assertThat(StatedStrips.statement(Set.of("SR", "PAC", "BIGU"))).contains(Statement.BOTH);
  }

  @Test
  void fibrillationWithVentricularBeatsIsAStripWithSomeVentricularBeat() {
    assertThat(StatedStrips.statement(Set.of("AFIB"))).contains(Statement.FIBRILLATION);
    assertThat(StatedStrips.statement(Set.of("AFIB", "PVC"))).contains(Statement.VENTRICULAR);
  }

  @Test
  void pacedAndUnclearRhythmsStateNothing() {
    assertThat(StatedStrips.statement(Set.of("SR", "PACE"))).isEmpty();
    assertThat(StatedStrips.statement(Set.of("SVARR"))).isEmpty();
    assertThat(StatedStrips.statement(Set.of("NORM"))).isEmpty();
  }
}
