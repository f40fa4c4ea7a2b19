package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;

/** Keeps an ECG and its order, which arrive at the same time, from missing each other. */
@Singleton
public class OrderNumbers {

  private final EntityManager manager;

  OrderNumbers(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Waits until no other transaction looks for these numbers and holds them until the caller's
   * ends, so that the one of two that comes second sees what the first has stored.
   *
   * @param numbers {@code system|value} each
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(Collection<String> numbers) {
    // In one order everywhere, so that two transactions do not wait for each other.
    for (String number : numbers.stream().distinct().sorted().toList()) {
      manager
          .createNativeQuery(
              "select 1 from (select pg_advisory_xact_lock(hashtextextended(:number, 5))) held")
          .setParameter("number", number)
          .getResultList();
    }
  }
}
