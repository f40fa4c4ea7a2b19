package org.einthoven.server.search;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.einthoven.server.store.ResourceId;

/** Which of some resources whoever asks may see: what includes add is held against it. */
public interface Visibility extends UnaryOperator<Set<ResourceId>> {

  /** Everything: where the server itself asks. */
  Visibility ALL = ids -> ids;
}
