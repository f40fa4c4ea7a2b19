package org.einthoven.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.einthoven.cli.server.ServerProcess;

/**
 * Processor time that a server and its database have used so far. Processes that have ended are not
 * counted: connections of the pool live on, short-lived workers of PostgreSQL do not.
 *
 * @param server of the Java process
 * @param database of the PostgreSQL processes
 */
record CpuTime(Duration server, Duration database) {

  private static final int DEPTH = 4;

  /** The time used so far by a server that was started here. */
  static CpuTime of(ServerProcess server) throws IOException {
    Duration java = server.handle().info().totalCpuDuration().orElse(Duration.ZERO);
    Duration database =
        postmaster(server.settings().data())
            .map(
                postmaster ->
                    Stream.concat(Stream.of(postmaster), postmaster.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus))
            .orElse(Duration.ZERO);
    return new CpuTime(java, database);
  }

  private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
    try (Stream<Path> files =
        Files.find(data, DEPTH, (file, attributes) -> file.endsWith("postmaster.pid"))) {
      Optional<Path> file = files.findFirst();
      return file.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(Files.readAllLines(file.get()).get(0).strip()));
    }
  }

  /** What was used since an earlier reading. */
  CpuTime since(CpuTime earlier) {
    return new CpuTime(server.minus(earlier.server), database.minus(earlier.database));
  }
}
