package org.einthoven.ecg.format.aecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.ecg.format.aecg.AecgText.with;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.junit.jupiter.api.Test;

class AecgMutationTest {

  @Test
  void refusesOrReadsWhollyADocumentCutAtAnyByte() {
    byte[] whole = AecgText.document().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += length > whole.length - 60 ? 1 : 3) {
      ReadResult result = AecgText.read(Arrays.copyOf(whole, length));
      if (result instanceof ReadResult.Read read) {
        assertThat(length).isGreaterThanOrEqualTo(whole.length - 1);
        assertThat(read.recording().length()).isEqualTo(4);
      } else {
        AecgBadInputTest.assertNoPatientData((Refused) result);
      }
    }
  }

  @Test
  void refusesOrReadsEveryMutationWithoutAnException() {
    Random random = new Random(20261122);
    byte[][] seeds = {
      AecgText.document().getBytes(StandardCharsets.UTF_8),
      with("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16),
    };
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      ReadResult result = AecgText.read(mutated(seeds[i % 10 == 0 ? 1 : 0], random));
      if (result instanceof ReadResult.Read) {
        read++;
      } else {
        assertThat(((Refused) result).remedy()).isNotBlank();
      }
    }
    // Both ways are taken, or the mutations try nothing.
    assertThat(read).isBetween(50, 1950);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) "0123456789.-+eE<>&\"'/ \t".charAt(random.nextInt(23));
        case 3 -> {
          int length = Math.min(random.nextInt(60), bytes.length - at);
          byte[] shorter = new byte[bytes.length - length];
          System.arraycopy(bytes, 0, shorter, 0, at);
          System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
          bytes = shorter;
        }
        default -> {
          int from = random.nextInt(bytes.length);
          int length =
              Math.min(random.nextInt(60), Math.min(bytes.length - at, bytes.length - from));
          System.arraycopy(seed, Math.min(from, seed.length - length), bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
