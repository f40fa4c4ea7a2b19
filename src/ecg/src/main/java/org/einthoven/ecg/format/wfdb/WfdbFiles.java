package org.einthoven.ecg.format.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the signal files that a header names are found. */
@FunctionalInterface
public interface WfdbFiles {

  /**
   * Opens a file beside the header. The caller closes the stream.
   *
   * @param name a plain file name, without a path
   * @throws NoSuchFileException or {@link FileNotFoundException} when there is none of that name
   * @throws IOException when it cannot be read
   */
  InputStream open(String name) throws IOException;

  /** The files of a folder. */
  static WfdbFiles in(Path folder) {
    return name -> Files.newInputStream(folder.resolve(name));
  }
}
