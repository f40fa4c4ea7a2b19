package org.einthoven.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  @Test
  void aFileIsWrittenInThePlaceOfTheOldOne() throws IOException {
    Path file = folder.resolve("deeper").resolve("a");

    WholeFile.write(file, new byte[] {1, 2});
    WholeFile.write(file, new byte[] {3});

    assertThat(file).hasBinaryContent(new byte[] {3});
    assertThat(file.getParent()).isDirectoryContaining(found -> found.equals(file));
  }

  @Test
  void aFailureOnTheWayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a");
    WholeFile.write(file, new byte[] {1, 2});

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(9);
                      throw new IOException("the cable was pulled");
                    }))
        .isInstanceOf(CannotWriteException.class)
        .hasMessageContaining("the cable was pulled");

    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  /** What is written to /dev/full meets a disk without space, as the operating system says it. */
  @Test
  void aFullDiskIsNamedAndLeavesTheOldFile() throws IOException {
    Assumptions.assumeTrue(Files.exists(FULL), "no /dev/full on this system");
    Path file = folder.resolve("a");
    WholeFile.write(file, new byte[] {1, 2});
    Files.createSymbolicLink(folder.resolve("a.begun"), FULL);

    assertThatThrownBy(() -> WholeFile.write(file, new byte[1 << 20]))
        .isInstanceOf(CannotWriteException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("--resume");

    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder.toFile().list()).containsExactly("a");
  }
}
