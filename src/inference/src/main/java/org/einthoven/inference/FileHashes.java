package org.einthoven.inference;

import java.io.IOException;
import java.util.Map;

/** Whether the files of a model folder are those that its manifest names. */
public final class FileHashes {

  private FileHashes() {}

  /**
   * Reads every file and compares its SHA-256.
   *
   * @param files SHA-256, 64 lower-case hexadecimal digits, by the name of the file
   * @throws ModelRefusedException with the first file that is missing or differs
   */
  public static void check(ModelFolder folder, Map<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      String found;
      try {
        found = Sha256.of(folder.read(file.getKey()));
      } catch (IOException e) {
        throw new ModelRefusedException(
            "The model in "
                + folder.location()
                + " is refused: "
                + file.getKey()
                + " cannot be read",
            e);
      }
      if (!found.equals(file.getValue())) {
        throw new ModelRefusedException(
            "The model in "
                + folder.location()
                + " is refused: "
                + file.getKey()
                + " has SHA-256 "
                + found
                + ", the manifest says "
                + file.getValue());
      }
    }
  }
}
