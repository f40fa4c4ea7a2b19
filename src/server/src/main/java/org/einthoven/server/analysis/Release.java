package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.inference.OnnxRuntimeVersion;
import org.einthoven.server.store.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Which program runs, and where. The hash of a release is that of the list {@code sha256sum} makes
 * of the files in {@code app}, {@code lib} and {@code quarkus} of its folder, in the order of their
 * names (docs/retrace.md), so that whoever has the release can take it too.
 */
@Singleton
public class Release {

  /** In place of a hash where the program does not run from a released folder. */
  public static final String UNPACKAGED = "unpackaged";

  private static final List<String> FOLDERS = List.of("app", "lib", "quarkus");
  private static final int BUFFER = 1 << 16;

  private @Nullable String sha256;

  /** Of this process. */
  public Release() {}

  /** The hash of the release; the first call reads all of its files. */
  public synchronized String sha256() {
    if (sha256 == null) {
      sha256 = hash();
    }
    return sha256;
  }

  /** What else the last digits of a number may hang on. */
  public static String platform() {
    return String.join(
        ", ",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "Java " + Runtime.version(),
        "ONNX Runtime " + OnnxRuntimeVersion.current());
  }

  private static String hash() {
    // As it is started: java -jar …/quarkus-run.jar.
    Path jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    Path home = jar.toAbsolutePath().getParent();
    if (home == null || !jar.endsWith("quarkus-run.jar")) {
      return UNPACKAGED;
    }
    try {
      return of(home);
    } catch (IOException e) {
      throw new UncheckedIOException("the release's own files cannot be read", e);
    }
  }

  /** The hash of a released folder. */
  static String of(Path home) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(home.resolve(folder))) {
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            lines.add(home.relativize(file).toString().replace('\\', '/'));
          }
        }
      }
    }
    Collections.sort(lines);
    MessageDigest all = Hash.digest();
    for (String name : lines) {
      all.update(
          (sha256(home.resolve(name)) + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Hash.hex(all.digest());
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Hash.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.read(buffer);
      while (read >= 0) {
        digest.update(buffer, 0, read);
        read = in.read(buffer);
      }
    }
    return Hash.hex(digest.digest());
  }
}
