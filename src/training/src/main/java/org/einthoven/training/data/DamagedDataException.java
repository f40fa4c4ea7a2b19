package org.einthoven.training.data;

import java.io.IOException;

/** A database is there, and a file of it is not as it should be. */
public final class DamagedDataException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong, where, and what helps.
   *
   * @param file the file's name, and the line where there are lines
   * @param problem what is wrong, as a clause
   * @param remedy what to do, as a sentence
   */
  public DamagedDataException(String file, String problem, String remedy) {
    super(file + ": " + problem + ". " + remedy);
  }
}
