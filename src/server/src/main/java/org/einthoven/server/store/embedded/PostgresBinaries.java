package org.einthoven.server.store.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this platform, unpacked from the class path. */
final class PostgresBinaries {

  private final Path directory;

  private PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /**
   * Unpacks the programs below a directory unless they are there. The folder carries the archive's
   * hash and appears whole or not at all, so that a start cut short leaves nothing half-made.
   *
   * @throws IOException when there is no archive for this platform or it cannot be written
   */
  static PostgresBinaries unpackedBelow(Path home) throws IOException {
    byte[] archive;
    String architecture = System.getProperty("os.arch", "");
    try (InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            "Linux", "amd64".equals(architecture) ? "x86_64" : architecture)) {
      archive = packed.readAllBytes();
    }
    Path unpacked = home.resolve("postgresql-" + sha256(archive).substring(0, 16));
    if (!Files.isDirectory(unpacked)) {
      Path unfinished = Files.createTempDirectory(home, "unpacking-");
      unpack(archive, unfinished);
      Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresBinaries(unpacked);
  }

  /**
   * A program's command line. PostgreSQL refuses to run as root: there it gets a user namespace of
   * its own, in which root's files are still its own and it has no privilege.
   */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the PostgreSQL archive leaves its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
      }
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if ((mode & 0111) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
