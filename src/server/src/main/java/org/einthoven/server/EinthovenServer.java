package org.einthoven.server;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.Optional;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.config.LoginRule;
import org.einthoven.server.config.NetworkRule;
import org.einthoven.server.config.OidcSettings;
import org.einthoven.server.config.StartSettings;
import org.einthoven.server.outbox.delivery.PinnedClients;
import org.einthoven.server.store.embedded.DatabaseAddress;
import org.einthoven.server.store.embedded.EmbeddedDatabase;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the database where it is embedded, then the server, and stops them in reverse. */
@QuarkusMain
public final class EinthovenServer {

  private static final Logger LOG = Logger.getLogger(EinthovenServer.class);

  /** The exit code for a configuration that forbids the start ({@code EX_CONFIG}, sysexits.h). */
  private static final int REFUSED_CONFIGURATION = 78;

  /** The exit code for a database that cannot be had ({@code EX_UNAVAILABLE}, sysexits.h). */
  private static final int NO_DATABASE = 69;

  EinthovenServer() {}

  /** Runs until the server is stopped. */
  public static void main(String... arguments) throws IOException {
    PinnedClients.allowHostHeader();
    StartSettings settings = StartSettings.read();
    OidcSettings oidc = settings.einthoven().oidc();
    Optional<String> problem = LoginRule.problem(oidc.issuer(), oidc.audience());
    if (problem.isPresent()) {
      stop("Refused to start: " + problem.get(), REFUSED_CONFIGURATION);
      return;
    }
    boolean login = oidc.issuer().isPresent();
    System.setProperty("quarkus.oidc.tenant-enabled", Boolean.toString(login));
    boolean remote = login || settings.einthoven().network().allowRemote();
    switch (NetworkRule.judge(settings.httpHost(), remote)) {
      case LOOPBACK -> {}
      case REMOTE_ALLOWED -> {
        if (!login) {
          LOG.warnf(
              "Listening on %s: anyone who reaches this address can read and write patient data,"
                  + " since nobody has to log in. Put access control in front of it.",
              settings.httpHost());
        }
      }
      case REFUSED -> {
        stop(
            "Refused to listen on "
                + settings.httpHost()
                + ": nobody has to log in, so the server listens on loopback only. Set"
                + " einthoven.oidc.issuer and .audience to have them log in, or"
                + " quarkus.http.host=127.0.0.1, or, where something else controls access,"
                + " einthoven.network.allow-remote=true.",
            REFUSED_CONFIGURATION);
        return;
      }
    }
    @Nullable EmbeddedDatabase embedded;
    try {
      embedded = openDatabase(settings.einthoven());
    } catch (IOException | IllegalStateException e) {
      stop("The embedded database does not start: " + e.getMessage(), NO_DATABASE);
      return;
    }
    Quarkus.run(
        null,
        (status, failure) -> {
          if (failure != null) {
            LOG.error("The server ended with a failure", failure);
          }
          if (embedded != null) {
            close(embedded);
          }
          System.exit(status);
        },
        arguments);
  }

  /** Quarkus keeps log lines back until it has started, which it will not. */
  private static void stop(String why, int status) {
    System.err.println(why);
    System.exit(status);
  }

  private static @Nullable EmbeddedDatabase openDatabase(EinthovenSettings settings)
      throws IOException {
    EinthovenSettings.Database database = settings.database();
    if (database.address().equals("embedded")) {
      EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.data().directory());
      use(embedded.address());
      return embedded;
    }
    use(
        new DatabaseAddress(
            database.address(), database.username().orElse(""), database.password().orElse("")));
    return null;
  }

  private static void use(DatabaseAddress address) {
    System.setProperty("quarkus.datasource.jdbc.url", address.jdbcUrl());
    if (!address.username().isEmpty()) {
      System.setProperty("quarkus.datasource.username", address.username());
    }
    if (!address.password().isEmpty()) {
      System.setProperty("quarkus.datasource.password", address.password());
    }
  }

  private static void close(EmbeddedDatabase embedded) {
    try {
      if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
        embedded.leaveRunning();
      } else {
        embedded.close();
      }
    } catch (IOException e) {
      LOG.warn("The data directory was not given free", e);
    }
  }
}
