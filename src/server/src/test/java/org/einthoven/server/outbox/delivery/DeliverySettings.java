package org.einthoven.server.outbox.delivery;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.einthoven.server.config.EinthovenSettings;

/** Settings of deliveries without an application. */
final class DeliverySettings {

  private static final int ABOVE_ALL = 500;

  private DeliverySettings() {}

  /** Private addresses allowed, and these, named without their prefix. */
  static EinthovenSettings with(Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("einthoven.delivery.allow-private", "true");
    more.forEach((name, value) -> values.put("einthoven.delivery." + name, value));
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(EinthovenSettings.class)
        .withSources(new PropertiesConfigSource(values, "test", ABOVE_ALL))
        .build()
        .getConfigMapping(EinthovenSettings.class);
  }

  static HttpDelivery delivery(EinthovenSettings settings, Clock clock) throws Exception {
    return new HttpDelivery(new PinnedClients(settings), clock, settings);
  }
}
