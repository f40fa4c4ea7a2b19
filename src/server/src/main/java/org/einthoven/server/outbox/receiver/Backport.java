package org.einthoven.server.outbox.receiver;

/**
 * Names of the Subscriptions R5 Backport implementation guide (hl7.fhir.uv.subscriptions-backport
 * 1.1.0), as far as they are used, and of our own extension of Subscriptions.
 */
final class Backport {

  private static final String BASE =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

  static final String STATUS_PROFILE = BASE + "backport-subscription-status-r4";
  static final String NOTIFICATION_PROFILE = BASE + "backport-subscription-notification-r4";
  static final String FILTER = BASE + "backport-filter-criteria";
  static final String HEARTBEAT = BASE + "backport-heartbeat-period";
  static final String PAYLOAD_CONTENT = BASE + "backport-payload-content";

  /** In which order contacts are told of a critical report: the place, from 1. */
  static final String CONTACT_ORDER =
      org.einthoven.fhir.Codes.BASE + "StructureDefinition/contact-order";

  private Backport() {}
}
