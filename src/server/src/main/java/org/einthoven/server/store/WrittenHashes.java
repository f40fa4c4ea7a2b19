package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the versions that a transaction has written: kept until it ends, so that what tells
 * of them does not have to ask the database.
 */
@Singleton
class WrittenHashes {

  private final TransactionSynchronizationRegistry transaction;

  WrittenHashes(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  void note(VersionId version, String sha256) {
    Map<VersionId, String> noted = noted();
    if (noted == null) {
      noted = new HashMap<>();
      transaction.putResource(WrittenHashes.class, noted);
    }
    noted.put(version, sha256);
  }

  /** Empty where this transaction did not write the version. */
  Optional<String> of(VersionId version) {
    Map<VersionId, String> noted = noted();
    return noted == null ? Optional.empty() : Optional.ofNullable(noted.get(version));
  }

  @SuppressWarnings("unchecked") // Nothing else is put there.
  private @Nullable Map<VersionId, String> noted() {
    return (Map<VersionId, String>) transaction.getResource(WrittenHashes.class);
  }
}
