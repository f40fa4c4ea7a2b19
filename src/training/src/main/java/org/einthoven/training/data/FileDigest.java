package org.einthoven.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the names and bytes of files in the order in which they are added. */
final class FileDigest {

  private final MessageDigest digest;

  FileDigest() {
    digest = sha256();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of a text. */
  static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  void add(Path root, Path file) throws IOException {
    String name = root.relativize(file).toString().replace('\\', '/');
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(Files.readAllBytes(file));
  }

  /** SHA-256 of one file's bytes. */
  static String ofFile(Path file) throws IOException {
    FileDigest one = new FileDigest();
    one.digest.update(Files.readAllBytes(file));
    return one.hex();
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
