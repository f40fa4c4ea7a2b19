package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.NoteRefusedException;
import org.einthoven.ledger.SignedNote;
import org.einthoven.ledger.SigningKey;
import org.einthoven.server.config.EinthovenSettings;

/**
 * What is kept outside the database: the key ({@code key}, {@code key.pub}), every checkpoint
 * ({@code checkpoints/DAY/SIZE.txt}) and the newest one ({@code latest.txt}).
 */
@Singleton
public class CheckpointFolder {

  private static final String OWNER_ONLY = "rw-------";
  private static final String EVERYBODY_READS = "rw-r--r--";
  private static final int NAME_BYTES = 4;

  private final Path folder;
  private final String origin;
  private final Clock clock;

  CheckpointFolder(EinthovenSettings settings, Clock clock, RandomGenerator random) {
    EinthovenSettings.Audit audit = settings.audit();
    this.folder =
        audit
            .directory()
            .orElseGet(() -> settings.data().directory().resolve("audit"))
            .toAbsolutePath();
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    this.origin = audit.origin().orElse("einthoven.local/log/" + HexFormat.of().formatHex(name));
    this.clock = clock;
  }

  /**
   * The key that signs, made at the first call.
   *
   * @throws IllegalStateException when the file holds no key
   */
  public synchronized SigningKey key() {
    Path file = folder.resolve("key");
    try {
      if (!Files.exists(file)) {
        SigningKey made = SigningKey.make(origin);
        write(file, made.secretText(), OWNER_ONLY);
        write(folder.resolve("key.pub"), made.verifier() + "\n", EVERYBODY_READS);
      }
      return SigningKey.parse(Files.readString(file));
    } catch (NoteRefusedException e) {
      throw new IllegalStateException(
          file + " holds no key of the transparency log: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest checkpoint as it lies here, unverified; empty where none was made yet. */
  public Optional<String> latest() {
    Path file = folder.resolve("latest.txt");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every checkpoint that lies here, unverified. */
  public List<String> all() {
    Path checkpoints = folder.resolve("checkpoints");
    List<String> notes = new ArrayList<>();
    if (!Files.isDirectory(checkpoints)) {
      return notes;
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".txt")).sorted().toList()) {
        notes.add(Files.readString(file));
      }
      return notes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkpoint in a note that this log's key signed. */
  public Checkpoint opened(String note) throws NoteRefusedException {
    return Checkpoint.parse(SignedNote.open(note, key().verifier()));
  }

  /** Signs a checkpoint and keeps it; it is on the disk when this returns. */
  synchronized String sign(LogTree.Head head) {
    SigningKey key = key();
    Checkpoint checkpoint = new Checkpoint(key.verifier().name(), head.size(), head.root());
    String note = SignedNote.sign(checkpoint.text(), key);
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Path file =
        folder
            .resolve("checkpoints")
            .resolve(day.toString())
            .resolve(String.format("%018d.txt", head.size()));
    try {
      write(file, note, EVERYBODY_READS);
      write(folder.resolve("latest.txt"), note, EVERYBODY_READS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return note;
  }

  /** The whole file or none of it, whatever happens meanwhile. */
  private static void write(Path file, String text, String permissions) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("no folder to write to");
    }
    Files.createDirectories(parent);
    FileAttribute<?>[] attributes =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    Path unfinished = Files.createTempFile(parent, ".unfinished", "", attributes);
    Files.writeString(unfinished, text, StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
