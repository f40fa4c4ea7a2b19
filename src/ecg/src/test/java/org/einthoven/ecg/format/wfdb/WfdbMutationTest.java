package org.einthoven.ecg.format.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.format.RefusedException;
import org.junit.jupiter.api.Test;

class WfdbMutationTest {

  private static final String HEADER =
      "r 2 360/1000(0) 20 10:11:12.5 01/02/2003\n"
          + "r.dat 212x1:0+2 200(1024)/mV 11 1024 995 -22131 0 MLII\n"
          + "r.dat 212x1:0+2 200(1024)/mV 11 1024 995 -22131 0 V5\n# 69 M 1085 1629 x1\n";

  @Test
  void refusesOrReadsEveryMutatedHeaderWithoutAnotherException() throws IOException {
    Random random = new Random(20261122);
    byte[] data = new byte[62];
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] header = mutated(HEADER.getBytes(StandardCharsets.US_ASCII), random);
      try {
        WfdbHeader parsed = WfdbHeader.read(new ByteArrayInputStream(header));
        WfdbRecord.load(parsed, name -> new ByteArrayInputStream(data)).toRecording();
        read++;
      } catch (RefusedException e) {
        assertThat(e.refused().place()).isNotBlank();
        assertThat(e.refused().remedy()).isNotBlank();
      }
    }
    assertThat(read).isBetween(100, 2900);
  }

  @Test
  void refusesOrReadsEveryMutatedAnnotationFileWithoutAnotherException() throws IOException {
    Random random = new Random(20261122);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WfdbAnnotations.write(
        List.of(
            new WfdbAnnotation(18, 28, 0, 0, 0, "(AFIB"),
            new WfdbAnnotation(400_000, 5, 2, 1, 3, "text")),
        out);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      try {
        assertThat(WfdbAnnotations.read(mutated(out.toByteArray(), random)))
            .allSatisfy(annotation -> assertThat(annotation.sample()).isNotNegative());
        read++;
      } catch (RefusedException e) {
        assertThat(e.refused().place()).startsWith("annotation file byte ");
      }
    }
    assertThat(read).isBetween(100, 2900);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "0123456789.-+eE/x:() \n#".charAt(random.nextInt(23));
        default -> {
          int length = Math.min(random.nextInt(12), bytes.length - at - 1);
          System.arraycopy(seed, 0, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
