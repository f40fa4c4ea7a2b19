package org.einthoven.server.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resources of one type that are told from other records whenever they are read. Each has one
 * version, and nobody changes it.
 */
public interface ToldResources {

  /** The resource type. */
  String type();

  /** Those of these ids that are there, in any order. */
  List<StoredVersion> current(Collection<String> ids);

  /** A page of the history of all of them, the newest first; see {@link VersionHistory#page}. */
  List<StoredVersion> page(
      VersionHistory.Scope scope, VersionHistory.@Nullable After after, int limit);

  /** How many of the scope there are. */
  long count(VersionHistory.Scope scope);
}
