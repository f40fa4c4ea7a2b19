package org.einthoven.training.run;

import java.io.IOException;
import java.nio.file.Path;

/** What an earlier run left is of other settings, data or programs than this one. */
public final class CheckpointRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  CheckpointRefusedException(Path file, String difference) {
    super(
        file
            + " is of another run: "
            + difference
            + ". Give the settings and data of that run, or begin anew without --resume.");
  }
}
