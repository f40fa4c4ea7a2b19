package org.einthoven.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files of one version of a model, in a folder on disk or packaged with the program. */
public interface ModelFolder {

  /**
   * The bytes of one of its files.
   *
   * @throws NoSuchFileException where there is no such file
   * @throws IOException when reading fails
   */
  byte[] read(String file) throws IOException;

  /** Where it is, for people. */
  String location();

  /** A folder on disk. */
  static ModelFolder at(Path folder) {
    return new ModelFolder() {
      @Override
      public byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
      }

      @Override
      public String location() {
        return folder.toString();
      }
    };
  }

  /**
   * A folder on the class path.
   *
   * @param path such as {@code models/dfnet/0.1.0}
   */
  static ModelFolder packaged(String path) {
    return new ModelFolder() {
      @Override
      public byte[] read(String file) throws IOException {
        String name = "/" + path + "/" + file;
        try (InputStream in = ModelFolder.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new NoSuchFileException(name);
          }
          return in.readAllBytes();
        }
      }

      @Override
      public String location() {
        return "the packaged " + path;
      }
    };
  }
}
