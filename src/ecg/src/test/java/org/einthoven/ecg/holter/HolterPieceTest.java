package org.einthoven.ecg.holter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolterPieceTest {

  private static final double RATE = 360;

  @Test
  void leavesARecordOfHalfAnHourWhole() {
    assertThat(HolterPiece.Cut.STANDARD.pieces(650_000, RATE))
        .containsExactly(new HolterPiece(0, 650_000, 0, 650_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3600, 1_296_001, 31_104_000, 217_728_000})
  void ownsEverySampleOnceAndReadsContextAroundIt(long length) {
    List<HolterPiece> pieces = HolterPiece.Cut.STANDARD.pieces(length, RATE);
    long next = 0;
    for (HolterPiece piece : pieces) {
      assertThat(piece.ownFrom()).isEqualTo(next);
      assertThat(piece.from()).isEqualTo(Math.max(0, piece.ownFrom() - 21_600));
      assertThat(piece.to()).isEqualTo(Math.min(length, piece.ownTo() + 21_600));
      assertThat(piece.ownTo() - piece.ownFrom()).isLessThanOrEqualTo((long) (1.5 * 1800 * RATE));
      next = piece.ownTo();
    }
    assertThat(next).isEqualTo(length);
  }

  @Test
  void refusesPiecesShorterThanTheirContext() {
    assertThatThrownBy(() -> new HolterPiece.Cut(10, 20))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
