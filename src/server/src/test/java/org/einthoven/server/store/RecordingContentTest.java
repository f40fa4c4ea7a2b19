package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.einthoven.server.SampleRecordings;
import org.junit.jupiter.api.Test;

class RecordingContentTest {

  @Test
  void everySampleComesBackBitForBit() {
    float[] samples = {0f, -0f, 1.25f, -3276.8f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN};
    Recording recording =
        new Recording(
            List.of(new LeadSignal(Lead.V1, samples), new LeadSignal(Lead.UNSPECIFIED, samples)),
            360.5,
            null,
            null,
            null,
            Source.of("test"));
    RecordingContent.Signal back = RecordingContent.decode(RecordingContent.encode(recording));

    assertThat(back.samplesPerSecond()).isEqualTo(360.5);
    assertThat(back.leads())
        .extracting(LeadSignal::lead)
        .containsExactly(Lead.V1, Lead.UNSPECIFIED);
    for (LeadSignal signal : back.leads()) {
      assertThat(bits(signal.microvolts())).isEqualTo(bits(samples));
    }
  }

  @Test
  void theSameSignalGivesTheSameBytesWhateverItWasReadFrom() {
    Recording one = SampleRecordings.of(1);
    Recording other =
        new Recording(
            one.leads(), one.samplesPerSecond(), null, null, null, Source.of("another format"));
    assertThat(RecordingContent.encode(other)).isEqualTo(RecordingContent.encode(one));
    assertThat(RecordingContent.encode(SampleRecordings.of(2)))
        .isNotEqualTo(RecordingContent.encode(one));
  }

  @Test
  void whoWhenAndByWhatComeBackToo() {
    Recording recording = SampleRecordings.of(3, new SentIdentifier("urn:oid:1.2", "17"));
    SentContext back = SentContext.decode(SentContext.encode(recording));

    assertThat(back.acquired()).isEqualTo(recording.acquired());
    assertThat(back.patient()).isEqualTo(recording.patient());
    assertThat(back.device()).isEqualTo(recording.device());
    assertThat(back.source()).isEqualTo(recording.source());
  }

  @Test
  void cutBytesAreNoticed() {
    byte[] whole = RecordingContent.encode(SampleRecordings.of(4));
    assertThatThrownBy(() -> RecordingContent.decode(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> RecordingContent.decode(new byte[100]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }

  private static int[] bits(float[] samples) {
    int[] bits = new int[samples.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(samples[i]);
    }
    return bits;
  }
}
