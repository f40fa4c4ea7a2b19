package org.einthoven.cli.server;

import java.nio.file.Path;
import java.util.List;

/**
 * How to start a server.
 *
 * @param home the folder of the sources, where the launcher built the server
 * @param port to listen on, on loopback
 * @param data where the embedded PostgreSQL keeps its data
 * @param log what the server says goes here
 * @param javaOptions further options of the virtual machine, settings as {@code -Dname=value} too
 */
public record ServerSettings(Path home, int port, Path data, Path log, List<String> javaOptions) {

  /** Copies the list. */
  public ServerSettings {
    javaOptions = List.copyOf(javaOptions);
  }

  /**
   * The folder that the launcher started from.
   *
   * @throws IllegalStateException when the program was not started by the launcher
   */
  public static Path launcherHome() {
    String home = System.getProperty("einthoven.home");
    if (home == null) {
      throw new IllegalStateException("start this through ./einthoven, which builds the server");
    }
    return Path.of(home);
  }

  Path jar() {
    return home.resolve("src/server/target/quarkus-app/quarkus-run.jar");
  }
}
