package org.einthoven.training.run;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written, most often because the disk is full. */
public final class CannotWriteException extends IOException {

  private static final long serialVersionUID = 1;

  CannotWriteException(Path file, String reason, IOException cause) {
    super(
        file
            + " cannot be written: "
            + reason
            + ". Nothing is half-written. Free space or change the folder, then go on (--resume).",
        cause);
  }
}
