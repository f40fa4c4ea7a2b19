package org.einthoven.training.data;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.ecg.beat.BeatPreparation;

/**
 * SHA-256 of the classes that prepare data. The hash of the preparation's settings says which
 * settings it had; that of its classes also that a detector or a filter was changed.
 */
final class ProgramDigest {

  private static final String OF_SIGNALS = "org/einthoven/ecg";
  private static final String OF_DATA = "org/einthoven/training/data";

  private ProgramDigest() {}

  /** Settings and classes of the preparation. */
  static String ofPreparation() throws IOException {
    MessageDigest digest = FileDigest.sha256();
    digest.update(HexFormat.of().parseHex(BeatPreparation.settingsSha256()));
    add(digest, BeatPreparation.class, OF_SIGNALS);
    add(digest, ProgramDigest.class, OF_DATA);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Class<?> one, String folder) throws IOException {
    CodeSource source = one.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("it is not known where " + one.getName() + " was loaded from");
    }
    Path place;
    try {
      place = Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the classes' place is no path", e);
    }
    if (Files.isDirectory(place)) {
      add(digest, place.resolve(folder));
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        add(digest, jar.getPath(folder));
      }
    }
  }

  private static void add(MessageDigest digest, Path folder) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(folder)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      digest.update(Files.readAllBytes(file));
    }
  }
}
