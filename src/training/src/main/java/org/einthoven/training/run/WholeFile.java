package org.einthoven.training.run;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: under another name first, forced to the disk, then renamed.
 */
public final class WholeFile {

  private WholeFile() {}

  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes it; the stream is closed by who opened it. */
    void to(DataOutputStream out) throws IOException;
  }

  /**
   * Writes a file in the place of one that may be there.
   *
   * @throws CannotWriteException where the disk is full or cannot be written to; the file that was
   *     there is still there, and nothing is half-written
   */
  public static void write(Path file, Content content) throws IOException {
    Path begun = file.resolveSibling(file.getFileName() + ".begun");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(
              begun,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        OutputStream plain = Channels.newOutputStream(channel);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(plain, 1 << 16));
        content.to(out);
        out.flush();
        channel.force(true);
      }
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(begun, e);
      throw new CannotWriteException(file, reason(e), e);
    }
  }

  /** Writes bytes; as {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException inFile && inFile.getReason() != null) {
      return inFile.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void deleteQuietly(Path begun, IOException because) {
    try {
      Files.deleteIfExists(begun);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
