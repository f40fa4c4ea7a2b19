package org.einthoven.server.audit;

import java.util.List;
import org.einthoven.server.store.ResourceId;

/**
 * Resources that somebody was given to see.
 *
 * @param action what they did
 * @param agent who
 * @param served the resources, in the order of the answer
 * @param detail in words without patient data
 */
public record Access(AuditedAction action, String agent, List<Served> served, String detail) {

  /** Copies the list. */
  public Access {
    served = List.copyOf(served);
  }

  /**
   * A resource in an answer.
   *
   * @param id which
   * @param version 0 for the newest
   */
  public record Served(ResourceId id, int version) {}
}
