package org.einthoven.training.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** A file that ends with the SHA-256 of what stands before, so that damage is seen. */
final class SealedFile {

  private static final int SEAL_BYTES = 32;

  private SealedFile() {}

  static void write(Path file, WholeFile.Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.to(out);
    }
    byte[] held = bytes.toByteArray();
    WholeFile.write(
        file,
        out -> {
          out.write(held);
          out.write(sha256(held));
        });
  }

  /** What a file holds, or nothing where it is damaged. */
  static Optional<DataInputStream> read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    if (all.length < SEAL_BYTES) {
      return Optional.empty();
    }
    byte[] held = Arrays.copyOf(all, all.length - SEAL_BYTES);
    byte[] seal = Arrays.copyOfRange(all, held.length, all.length);
    return Arrays.equals(seal, sha256(held))
        ? Optional.of(new DataInputStream(new ByteArrayInputStream(held)))
        : Optional.empty();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
