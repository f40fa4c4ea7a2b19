package org.einthoven.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  private static final int MOST_ATTEMPTS = 40;
  private static final long PAUSE_MILLISECONDS = 250;

  /** Makes a new one whose name begins so. */
  public static ScratchFolder create(String prefix) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(prefix));
  }

  /**
   * Removes it with all that is in it, again while a database that is shutting down still writes;
   * what cannot be removed is left and named.
   */
  public void remove() {
    for (int attempt = 1; !removed(); attempt++) {
      if (attempt == MOST_ATTEMPTS || !paused()) {
        System.err.println("einthoven: " + path + " could not be removed");
        return;
      }
    }
  }

  private boolean removed() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return !Files.exists(path);
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
