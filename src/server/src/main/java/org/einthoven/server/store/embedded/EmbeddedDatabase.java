package org.einthoven.server.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of the server's own, in a directory that outlives it.
 *
 * <p>It writes through to the disk before it answers ({@code fsync}, {@code synchronous_commit}),
 * checks its pages, listens on loopback only and lets nobody in without the password that lies
 * beside the data, readable by the owner alone. Its log says neither statements nor key values,
 * since those are patient data.
 *
 * <p>A server that was killed leaves its PostgreSQL running. The next start adopts that process, or
 * stops it where it cannot be used.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String SUPERUSER = "einthoven";
  private static final String DATABASE = "postgres";
  private static final int START_ATTEMPTS = 4;
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path home;
  private final PostgresBinaries binaries;
  private final FileChannel lock;
  private final DatabaseAddress address;

  private EmbeddedDatabase(Path home, Path programs, FileChannel lock) throws IOException {
    this.home = home;
    this.lock = lock;
    this.binaries = PostgresBinaries.unpackedBelow(programs);
    String password = password();
    initialise();
    this.address = adopted(password).orElseGet(() -> started(password));
  }

  /**
   * Starts PostgreSQL on a directory, or adopts the one that already runs on it.
   *
   * @param directory where data, programs, password and log lie; made if absent
   * @throws IOException when the directory is in use by another server or cannot be written
   * @throws IllegalStateException when PostgreSQL does not start; the message names its log
   */
  public static EmbeddedDatabase start(Path directory) throws IOException {
    return start(directory, directory);
  }

  /**
   * As {@link #start(Path)}, with the programs unpacked below another directory that several
   * databases share.
   */
  public static EmbeddedDatabase start(Path directory, Path programs) throws IOException {
    Path home = directory.toAbsolutePath().normalize();
    Files.createDirectories(home, OWNER_ONLY_DIRECTORY);
    Files.createDirectories(programs);
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel).isEmpty()) {
        throw new IOException("another server uses the data directory " + home);
      }
      return new EmbeddedDatabase(home, programs.toAbsolutePath(), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Where it listens and how to get in. */
  public DatabaseAddress address() {
    return address;
  }

  /** Gives the directory free but leaves PostgreSQL running for the next start to adopt. */
  public void leaveRunning() throws IOException {
    lock.close();
  }

  /** Stops PostgreSQL after it has written everything, and gives the directory free. */
  @Override
  public void close() throws IOException {
    stop();
    lock.close();
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private String password() throws IOException {
    Path file = home.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Path unfinished = home.resolve("password.new");
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, OWNER_ONLY);
      Files.writeString(unfinished, HexFormat.of().formatHex(random));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private Path data() {
    return home.resolve("data");
  }

  private Path log() {
    return home.resolve("postgresql.log");
  }

  private void initialise() throws IOException {
    if (Files.isDirectory(data())) {
      return;
    }
    Path unfinished = Files.createTempDirectory(home, "initialising-");
    int status =
        run(
            "initdb",
            List.of(
                "-D",
                unfinished.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + home.resolve("password"),
                "--encoding=UTF8",
                "--locale=C",
                // The collation of PostgreSQL itself: an index stays right when the system's
                // changes.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
    if (status != 0) {
      throw new IllegalStateException("initdb failed; see " + log());
    }
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Optional<DatabaseAddress> adopted(String password) throws IOException {
    Path pidFile = data().resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    long pid = lines.isEmpty() ? -1 : Long.parseLong(lines.get(PID_LINE).strip());
    boolean postgres =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .filter(command -> Path.of(command).endsWith("postgres"))
            .isPresent();
    if (!postgres) {
      // In a container the number of a dead postmaster is soon another process's: PostgreSQL would
      // wait for that one. This server holds the directory's lock, so the file is nobody's.
      LOG.info("PostgreSQL did not end properly the last time; it recovers from its log");
      Files.delete(pidFile);
      return Optional.empty();
    }
    if (lines.size() > PORT_LINE) {
      DatabaseAddress running = address(Integer.parseInt(lines.get(PORT_LINE).strip()), password);
      if (writesThrough(running)) {
        LOG.info("adopted the PostgreSQL that a killed server left running");
        return Optional.of(running);
      }
    }
    LOG.info("stopping a PostgreSQL that a killed server left running");
    stop();
    return Optional.empty();
  }

  private DatabaseAddress started(String password) {
    // After a kill -9 of the postmaster alone its children hold the shared memory for a moment.
    for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      int port = freePort();
      int status =
          run(
              "pg_ctl",
              List.of(
                  "-D",
                  data().toString(),
                  "-w",
                  "-t",
                  "120",
                  "-l",
                  log().toString(),
                  "-o",
                  options(port),
                  "start"));
      DatabaseAddress started = address(port, password);
      if (status == 0) {
        if (writesThrough(started)) {
          return started;
        }
        stop();
      }
    }
    throw new IllegalStateException("PostgreSQL does not start; see " + log());
  }

  private static String options(int port) {
    return "-p "
        + port
        + " -c listen_addresses=127.0.0.1"
        + " -c unix_socket_directories=''"
        + " -c fsync=on"
        + " -c synchronous_commit=on"
        + " -c full_page_writes=on"
        + " -c timezone=UTC"
        + " -c log_error_verbosity=terse"
        + " -c log_min_error_statement=panic";
  }

  private static DatabaseAddress address(int port, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, SUPERUSER, password);
  }

  private static boolean writesThrough(DatabaseAddress address) {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
      return row.next() && row.getString(1).equals("on") && row.getString(2).equals("on");
    } catch (SQLException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  private void stop() {
    int status =
        run("pg_ctl", List.of("-D", data().toString(), "-w", "-t", "60", "-m", "fast", "stop"));
    if (status != 0 && Files.exists(data().resolve("postmaster.pid"))) {
      LOG.warnf("PostgreSQL did not stop; see %s", log());
    }
  }

  private int run(String program, List<String> arguments) {
    try {
      Process process =
          new ProcessBuilder(binaries.command(program, arguments))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + program + " of PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + program, e);
    }
  }
}
