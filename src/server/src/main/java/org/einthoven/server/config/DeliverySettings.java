package org.einthoven.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Telling others what happened, {@code einthoven.delivery.*}. */
public interface DeliverySettings {

  /** Whether this process delivers; one that does not leaves it to others on the database. */
  @WithDefault("true")
  boolean worker();

  /** The address of this server's FHIR API, as receivers know it. */
  @WithDefault("http://localhost:8080/fhir")
  String base();

  /** The FHIR API of an EHR that every report goes to. */
  Optional<String> ehr();

  /** Whether Subscriptions may name loopback, link-local, private and other special addresses. */
  @WithDefault("false")
  boolean allowPrivate();

  /** How many receivers are told at a time. */
  @WithDefault("16")
  int threads();

  /** How often to look for what nobody announced. */
  @WithDefault("PT1S")
  Duration poll();

  /** How long a receiver may take to answer. */
  @WithDefault("PT20S")
  Duration timeout();

  /** How long a delivery belongs to whoever claimed it; longer than the timeout. */
  @WithDefault("PT1M")
  Duration lease();

  /** How many attempts a delivery gets before it is a dead letter. */
  @WithDefault("10")
  int attempts();

  /** The wait after the first failure; it doubles with each. */
  @WithDefault("PT2S")
  Duration firstRetry();

  /** No wait is longer, whatever the receiver asks for. */
  @WithDefault("PT10M")
  Duration longestRetry();

  /** After how long without acknowledgement a critical report is repeated to the next contact. */
  @WithDefault("PT5M")
  Duration repeatCritical();

  /** How long messages and deliveries that went well are kept. */
  @WithDefault("P30D")
  Duration keep();

  /** Secrets to sign with, by the id of the Subscription, or {@code ehr}. */
  Map<String, String> secrets();

  /** A PKCS #12 file with the client certificate for mutual TLS; else the JVM's settings. */
  Optional<Path> keyStore();

  /** Its password. */
  Optional<String> keyStorePassword();

  /** A PKCS #12 file with the authorities to trust; else the JVM's settings. */
  Optional<Path> trustStore();

  /** Its password. */
  Optional<String> trustStorePassword();
}
