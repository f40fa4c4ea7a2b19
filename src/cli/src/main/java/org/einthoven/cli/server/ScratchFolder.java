package org.einthoven.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder.
 *
 * @param path where it is
 */
public record ScratchFolder(Path path) {

  /** Makes a new one whose name begins so. */
  public static ScratchFolder create(String prefix) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(prefix));
  }

  /** Removes it with all that is in it; what cannot be removed is left and named. */
  public void remove() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("einthoven: " + path + " could not be removed");
    }
  }
}
