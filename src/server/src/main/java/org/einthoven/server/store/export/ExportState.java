package org.einthoven.server.store.export;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is.
 *
 * @param address the whole address that asked for it
 * @param written how many resources are written
 * @param transactionTime up to when every change is in it; null until it is done
 * @param finishedAt null until it is done or has failed
 * @param failure why it failed, null unless it did
 * @param files once it is done
 */
public record ExportState(
    String address,
    long written,
    @Nullable Instant transactionTime,
    @Nullable Instant finishedAt,
    @Nullable String failure,
    List<File> files) {

  /** Copies the list. */
  public ExportState {
    files = List.copyOf(files);
  }

  /** A file of resources of one type, or of deletions. */
  public record File(String name, String resourceType, boolean deleted, long resources) {}
}
