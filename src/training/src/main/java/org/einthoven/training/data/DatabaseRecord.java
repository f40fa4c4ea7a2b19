package org.einthoven.training.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a database says of one of its records, without its signals.
 *
 * @param name its name in the database
 * @param patient the database's number of the patient; records of one patient have the same, and
 *     where the database does not say whose a record is, each stands for a patient of its own
 * @param part the part of the database that it is in, such as a fold; empty where there are none
 * @param labels what it was called, in the database's own words
 * @param ageYears NaN where not known; PTB-XL writes 300 for 89 or older
 * @param sex {@code male}, {@code female} or {@code unknown}
 * @param files the files that it is made of
 */
public record DatabaseRecord(
    String name,
    String patient,
    String part,
    Set<String> labels,
    double ageYears,
    String sex,
    List<Path> files) {

  /** Copies labels and files. */
  public DatabaseRecord {
    labels = Set.copyOf(labels);
    files = List.copyOf(files);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "DatabaseRecord[" + name + "]";
  }
}
