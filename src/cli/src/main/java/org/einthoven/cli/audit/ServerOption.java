package org.einthoven.cli.audit;

import java.net.URI;
import picocli.CommandLine.Option;

/** Which server a command asks. */
final class ServerOption {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The address of the server (default ${DEFAULT-VALUE}).")
  private URI server;

  LogClient client() {
    return new LogClient(server);
  }
}
