package org.einthoven.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Optional;

/** The settings of Einthoven, {@code einthoven.*}. */
@ConfigMapping(prefix = "einthoven")
public interface EinthovenSettings {

  /** Where everything is kept. */
  Database database();

  /** Files of the server's own. */
  Data data();

  /** Who may reach the server. */
  Network network();

  /** What is accepted. */
  Intake intake();

  /** The database. */
  interface Database {

    /** {@code embedded}, or the JDBC URL of a PostgreSQL. */
    @WithParentName
    @WithDefault("embedded")
    String address();

    /** The role for a JDBC URL. */
    Optional<String> username();

    /** The password for a JDBC URL. */
    Optional<String> password();
  }

  /** Files of the server's own. */
  interface Data {

    /** Where the embedded database lies; relative to where the server was started. */
    @WithDefault("var/einthoven")
    Path directory();
  }

  /** Who may reach the server. */
  interface Network {

    /** Lets the server listen elsewhere than on loopback although nobody has to log in yet. */
    @WithDefault("false")
    boolean allowRemote();
  }

  /** What is accepted. */
  interface Intake {

    /** How many bytes a request's body may have, decompressed; more is answered with 413. */
    @WithDefault("67108864")
    long maxBytes();
  }
}
