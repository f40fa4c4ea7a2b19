package org.einthoven.ecg.holter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class PieceFindingsTest {

  private final PieceFindings first = new PieceFindings(new HolterPiece(0, 120, 0, 100), 1);
  private final PieceFindings second = new PieceFindings(new HolterPiece(80, 200, 100, 200), 1);

  @Test
  void countsABeatOnceThatTwoPiecesSee() {
    for (double at : new double[] {98, 99, 99.98, 101}) {
      first.beat(at, Optional.of(BeatClass.N), 0.9);
    }
    for (double at : new double[] {99, 100.01, 101, 102}) {
      second.beat(at, Optional.of(BeatClass.V), 0.8);
    }

    HolterBeats beats = join().beats();

    assertThat(beats.count()).isEqualTo(5);
    assertThat(beats.seconds(2)).isEqualTo(99.98);
    assertThat(beats.beatClass(2)).hasValue(BeatClass.N);
    assertThat(beats.seconds(3)).isEqualTo(101);
    assertThat(beats.beatClass(3)).hasValue(BeatClass.V);
    assertThat(beats.probability(3)).isEqualTo(0.8f);
  }

  @Test
  void losesNoBeatThatEachPiecePlacesOnTheOthersSide() {
    first.beat(100.01, Optional.of(BeatClass.N), 1);
    second.beat(99.99, Optional.of(BeatClass.N), 1);

    assertThat(join().beats().count()).isEqualTo(1);
  }

  @Test
  void keepsAStretchToThePiecesOwnTimeAndJoinsWhatTouches() {
    first.unread(new HolterStretch(90, 120, "noise"));
    second.unread(new HolterStretch(80, 130, "noise"));
    second.unread(new HolterStretch(130, 140, "flat"));
    first.rhythm(new HolterStretch(40, 110, "AF"), true);
    second.rhythm(new HolterStretch(95, 150, "AF"), false);

    HolterFindings joined = join();

    assertThat(joined.unread())
        .containsExactly(new HolterStretch(90, 130, "noise"), new HolterStretch(130, 140, "flat"));
    assertThat(joined.rhythmJudged()).containsExactly(new HolterStretch(40, 150, "AF"));
    assertThat(joined.fibrillation()).containsExactly(new HolterStretch(40, 100, "AF"));
  }

  private HolterFindings join() {
    return PieceFindings.join(List.of(first, second), 200);
  }
}
