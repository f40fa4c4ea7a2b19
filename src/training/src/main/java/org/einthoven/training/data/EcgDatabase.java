package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** A public database in a folder: which records are there, whose they are and what they say. */
public interface EcgDatabase {

  /** Which database it is. */
  DatabaseIdentity identity();

  /** The folder that holds its files. */
  Path folder();

  /**
   * The records that are in the folder, in an order that does not change.
   *
   * @throws MissingDataException where the database is not there
   * @throws DamagedDataException where a file that lists them is not as it should be
   */
  List<DatabaseRecord> records() throws IOException;

  /** The files that say something of all records; they go into every hash. */
  default List<Path> tables() {
    return List.of();
  }

  /** SHA-256 over the tables and the files of some records, names and bytes, in order. */
  default String sha256(Predicate<DatabaseRecord> some) throws IOException {
    // Says by name what is missing, before a file that is not there is hashed.
    List<DatabaseRecord> all = records();
    FileDigest digest = new FileDigest();
    for (Path table : tables()) {
      digest.add(folder(), table);
    }
    for (DatabaseRecord record : all) {
      if (some.test(record)) {
        for (Path file : record.files()) {
          digest.add(folder(), file);
        }
      }
    }
    return digest.hex();
  }
}
