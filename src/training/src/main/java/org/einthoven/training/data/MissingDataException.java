package org.einthoven.training.data;

import java.nio.file.Path;

/** A database is not where it was said to be. */
public final class MissingDataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is missing and where to get it.
   *
   * @param database its name and version
   * @param file what was looked for
   * @param address where it can be downloaded
   */
  public MissingDataException(String database, Path file, String address) {
    super(
        database
            + " is not there ("
            + file
            + " is missing). Download it from "
            + address
            + " and give the folder that holds its files.");
  }
}
