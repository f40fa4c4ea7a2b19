package org.einthoven.server.store.index;

import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the resources belong to that a transaction has written: kept until it ends, so that what
 * tells of them does not have to ask the database.
 */
@Singleton
public class IndexedPatients {

  private static final String PARAM = "patient";

  private final TransactionSynchronizationRegistry transaction;

  /** Of the current transaction. */
  public IndexedPatients(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  void note(String resourceType, String resourceId, List<IndexEntry> entries) {
    Map<String, List<String>> noted = noted();
    if (noted == null) {
      noted = new HashMap<>();
      transaction.putResource(IndexedPatients.class, noted);
    }
    noted.put(
        resourceType + "/" + resourceId,
        entries.stream()
            .filter(IndexEntry.Link.class::isInstance)
            .map(IndexEntry.Link.class::cast)
            .filter(link -> link.param().equals(PARAM) && link.targetType().equals("Patient"))
            .map(IndexEntry.Link::targetId)
            .toList());
  }

  /** The ids of the Patients of a resource; empty where this transaction did not write it. */
  public Optional<List<String>> of(String resourceType, String resourceId) {
    Map<String, List<String>> noted = noted();
    return noted == null
        ? Optional.empty()
        : Optional.ofNullable(noted.get(resourceType + "/" + resourceId));
  }

  @SuppressWarnings("unchecked") // Nothing else is put there.
  private @Nullable Map<String, List<String>> noted() {
    return (Map<String, List<String>>) transaction.getResource(IndexedPatients.class);
  }
}
