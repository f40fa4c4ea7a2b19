package org.einthoven.server.store.export;

/** The export was cancelled, or another process has claimed it: what is written has no effect. */
public final class ExportLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportLostException() {
    super("the export is no longer this process's");
  }
}
