package org.einthoven.server.export;

/** This process stops: the export is begun again by the next. */
final class ExportStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportStoppedException() {
    super("the server stops");
  }
}
