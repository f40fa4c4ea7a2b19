package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MitBihTest {

  @TempDir private Path folder;

  @Test
  void noPatientStandsOnBothSidesAndNoPacedRecordOnEither() {
    Set<Integer> both = new HashSet<>(MitBih.DS1);
    both.retainAll(MitBih.DS2);
    assertThat(both).isEmpty();
    assertThat(MitBih.DS1).hasSize(22).doesNotContainAnyElementsOf(MitBih.PACED);
    assertThat(MitBih.DS2).hasSize(22).doesNotContainAnyElementsOf(MitBih.PACED);
    assertThat(MitBih.DS1_PARTS.stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(MitBih.DS1);
  }

  @Test
  void annotatedBeatsGetTheirClassAndOtherAnnotationsAreNoBeats() throws IOException {
    WrittenRecords.write(folder, "100", 360, 20, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(folder, "100", 360, "NNANNVNNFNNN");

    BeatSet beats = new MitBih(folder).whole(List.of(100));

    assertThat(beats.size()).isEqualTo(12);
    assertThat(beats.classes()[2]).isEqualTo(BeatClass.S);
    assertThat(beats.classes()[5]).isEqualTo(BeatClass.V);
    assertThat(beats.counts()).containsExactly(9, 1, 1, 1, 0);
    assertThat(beats.records()).containsOnly(100);
  }

  @Test
  void aPieceKnowsNothingOfWhatLiesOutsideIt() throws IOException {
    WrittenRecords.write(folder, "100", 360, 25, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(folder, "100", 360, "N".repeat(31));
    MitBih mit = new MitBih(folder);

    List<MitBih.Annotated> pieces = mit.record(100).pieces(10);

    assertThat(pieces).hasSize(2);
    for (MitBih.Annotated piece : pieces) {
      assertThat(piece.recording().length()).isEqualTo(3600);
      assertThat(piece.rPeaks()[0]).isBetween(0, 300);
      assertThat(piece.classes()).hasSameSizeAs(piece.rPeaks());
    }
    assertThat(mit.pieces(List.of(100), 10).size())
        .isEqualTo(pieces.get(0).rPeaks().length + pieces.get(1).rPeaks().length);
  }

  @Test
  void theRhythmsOfASetAreThoseThatItsBeatsLieIn() throws IOException {
    WrittenRecords.write(folder, "100", 360, 125, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(folder, "100", 360, "N".repeat(150));
    MitBih mit = new MitBih(folder);
    BeatSet whole = mit.whole(List.of(100));
    BeatSet pieces = mit.pieces(List.of(100), 10);

    BeatRhythms ofWhole = mit.rhythms(List.of(100), 0);
    BeatRhythms ofPieces = mit.rhythms(List.of(100), 10);

    assertThat(ofWhole.stretches()).as("none is longer than 60 s").hasSize(3);
    assertThat(ofWhole.ofBeat()).hasSize(whole.size()).isSorted().startsWith(0).endsWith(2);
    assertThat(ofPieces.stretches()).hasSize(12);
    assertThat(ofPieces.ofBeat()).hasSize(pieces.size()).isSorted().startsWith(0).endsWith(11);
    assertThat(ofWhole.ofBeats(new double[] {0.1, 0.2, 0.3})).startsWith(0.1).endsWith(0.3);
    assertThat(BeatRhythms.none(2).ofBeats(new double[0])).containsExactly(0, 0);
  }

  @Test
  void theHashChangesWithTheData() throws IOException {
    WrittenRecords.write(folder, "100", 360, 20, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(folder, "100", 360, "NNNNNN");
    String before = new MitBih(folder).sha256(List.of(100));

    WrittenRecords.annotate(folder, "100", 360, "NNNVNN");

    assertThat(before).matches("[0-9a-f]{64}");
    assertThat(new MitBih(folder).sha256(List.of(100))).isNotEqualTo(before);
  }

  @Test
  void aMissingRecordSaysWhereTheDatabaseIs() {
    assertThatThrownBy(() -> new MitBih(folder).whole(List.of(100)))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("physionet.org");
  }
}
