package org.einthoven.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

  @Test
  void bitsAreThoseOfIeee754() {
    assertThat(HalfFloat.bits(1)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloat.bits(-2)).isEqualTo((short) 0xc000);
    assertThat(HalfFloat.bits(65504)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.bits(0.333251953125f)).isEqualTo((short) 0x3555);
    assertThat(HalfFloat.bits(-0f)).isEqualTo((short) 0x8000);
    assertThat(HalfFloat.bits((float) Math.scalb(1.0, -24))).isEqualTo((short) 1);
    assertThat(HalfFloat.bits((float) Math.scalb(1.0, -14))).isEqualTo((short) 0x0400);
  }

  @Test
  void tiesGoToTheEvenOneAndWhatIsTooLargeIsInfinite() {
    assertThat(HalfFloat.rounded(2049)).isEqualTo(2048);
    assertThat(HalfFloat.rounded(2051)).isEqualTo(2052);
    assertThat(HalfFloat.rounded(65519)).isEqualTo(65504);
    assertThat(HalfFloat.rounded(65520)).isInfinite();
    assertThat(HalfFloat.rounded(Float.NaN)).isNaN();
  }

  @Test
  void theErrorIsAtMostHalfAUnitInTheLastPlace() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      float value = (float) (random.nextDouble() * 20 - 10);
      assertThat(Math.abs(HalfFloat.rounded(value) - value))
          .isLessThanOrEqualTo((float) (Math.abs(value) / 2048 + 1e-7));
    }
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    assertThatThrownBy(() -> OnnxPrecision.INT8_WEIGHTS.of(new byte[] {(byte) 0x3a, 9, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
