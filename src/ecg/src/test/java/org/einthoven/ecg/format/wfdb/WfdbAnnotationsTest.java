package org.einthoven.ecg.format.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.junit.jupiter.api.Test;

class WfdbAnnotationsTest {

  private static final List<WfdbAnnotation> ALL =
      List.of(
          new WfdbAnnotation(18, 28, 0, 0, 0, "(N"),
          WfdbAnnotation.of(77, 'N'),
          new WfdbAnnotation(1500, 5, -1, 1, 0, ""),
          new WfdbAnnotation(200_000, 14, 3, 1, 7, "odd"),
          WfdbAnnotation.of(1_000_000_000L, 'r'));

  @Test
  void readsTheFirstWordsOfRecord100() throws Exception {
    // 0x7012: rhythm 18 samples in; 0xFC03: a text of 3 bytes and a pad; 0x043B: N 59 later.
    byte[] data = {0x12, 0x70, 0x03, (byte) 0xfc, '(', 'N', 0, 0, 0x3b, 0x04, 0, 0};
    List<WfdbAnnotation> read = WfdbAnnotations.read(data);
    assertThat(read).hasSize(2);
    assertThat(read.get(0)).isEqualTo(new WfdbAnnotation(18, 28, 0, 0, 0, "(N"));
    assertThat(read.get(0).isBeat()).isFalse();
    assertThat(read.get(1).sample()).isEqualTo(77);
    assertThat(read.get(1).mnemonic()).isEqualTo('N');
    assertThat(read.get(1).isBeat()).isTrue();
  }

  @Test
  void readsALongSkipHighWordFirst() throws Exception {
    byte[] data = {0, (byte) 0xec, 1, 0, 2, 0, 3, 0x14, 0, 0};
    assertThat(WfdbAnnotations.read(data)).containsExactly(WfdbAnnotation.of(65536 + 2 + 3, 'V'));
  }

  @Test
  void keepsChannelAndNumberForTheAnnotationsThatFollowButNotTheSubtype() throws Exception {
    List<WfdbAnnotation> read = WfdbAnnotations.read(written(ALL));
    assertThat(read.subList(0, 4)).isEqualTo(ALL.subList(0, 4));
    assertThat(read.get(4)).isEqualTo(ALL.get(4));
    byte[] data = {1, 4, 2, (byte) 0xf8, 9, (byte) 0xf4, 6, (byte) 0xf0, 1, 4, 0, 0};
    assertThat(WfdbAnnotations.read(data))
        .containsExactly(
            new WfdbAnnotation(1, 1, 9, 2, 6, ""), new WfdbAnnotation(2, 1, 0, 2, 6, ""));
  }

  @Test
  void countsAsBeatsWhatPhysioNetCountsAsBeats() {
    StringBuilder beats = new StringBuilder();
    for (int code = 1; code < 50; code++) {
      WfdbAnnotation annotation = new WfdbAnnotation(0, code, 0, 0, 0, "");
      if (annotation.isBeat()) {
        beats.append(annotation.mnemonic());
      }
    }
    assertThat(beats).hasToString("NLRaVFJASEj/QB?enfr");
  }

  @Test
  void refusesAnEndAnywhereBeforeTheEndMark() throws Exception {
    byte[] whole = written(ALL);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> WfdbAnnotations.read(part))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> {
                assertThat(e.refused().reason()).isEqualTo(Reason.MALFORMED);
                assertThat(e.refused().place()).startsWith("annotation file byte ");
              });
    }
  }

  @Test
  void refusesACodeThatIsNotDefinedAndAFieldWithoutItsAnnotation() {
    assertThatThrownBy(() -> WfdbAnnotations.read(new byte[] {1, (byte) (50 << 2), 0, 0}))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("50");
    assertThatThrownBy(() -> WfdbAnnotations.read(new byte[] {1, (byte) (62 << 2), 0, 0}))
        .isInstanceOf(RefusedException.class);
  }

  private static byte[] written(List<WfdbAnnotation> annotations) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WfdbAnnotations.write(annotations, out);
    return out.toByteArray();
  }
}
