package org.einthoven.server.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings as they stand before Quarkus runs, read from the places that Quarkus reads:
 * environment, system properties, {@code config/application.properties}, the packaged defaults.
 *
 * @param einthoven the settings of Einthoven
 * @param httpHost the address to listen on
 */
public record StartSettings(EinthovenSettings einthoven, String httpHost) {

  private static final int FILE_ORDINAL = 260;
  private static final int PACKAGED_ORDINAL = 250;

  /** Reads them. */
  public static StartSettings read() throws IOException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(EinthovenSettings.class)
            .withValidateUnknown(false);
    Path file = Path.of("config", "application.properties");
    if (Files.isReadable(file)) {
      builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), FILE_ORDINAL));
    }
    URL packaged = StartSettings.class.getResource("/application.properties");
    if (packaged != null) {
      builder.withSources(new PropertiesConfigSource(packaged, PACKAGED_ORDINAL));
    }
    SmallRyeConfig config = builder.build();
    return new StartSettings(
        config.getConfigMapping(EinthovenSettings.class),
        config.getValue("quarkus.http.host", String.class));
  }
}
