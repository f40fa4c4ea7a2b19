package org.einthoven.server.store;

/** Somebody else wrote the same version of a resource first. The transaction is lost; try again. */
public class VersionConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For this version. */
  public VersionConflictException(VersionId version, Throwable cause) {
    super("the version was written by someone else: " + version.reference(), cause);
  }

  /** For this version. */
  public VersionConflictException(VersionId version) {
    super("not the next version: " + version.reference());
  }
}
