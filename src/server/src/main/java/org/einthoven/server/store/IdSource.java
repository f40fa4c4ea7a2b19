package org.einthoven.server.store;

import java.util.UUID;

/** Makes ids. */
@FunctionalInterface
public interface IdSource {

  /** An id that was never given before, greater than those before it. */
  UUID next();
}
