package org.einthoven.server.audit.log;

/** The rows of the tree do not make a tree: somebody changed them. */
public final class BrokenTreeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenTreeException(String what) {
    super(what);
  }
}
