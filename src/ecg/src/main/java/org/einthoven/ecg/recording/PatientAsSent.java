package org.einthoven.ecg.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patient as the source names them.
 *
 * @param identifiers in the order of the source, possibly none
 * @param familyName as sent, or the whole name where the source does not part it
 * @param givenName as sent
 * @param birthDate {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param gender {@code male}, {@code female}, {@code other} or {@code unknown} (FHIR administrative
 *     gender)
 */
public record PatientAsSent(
    List<SentIdentifier> identifiers,
    @Nullable String familyName,
    @Nullable String givenName,
    @Nullable String birthDate,
    @Nullable String gender) {

  /** Copies the identifiers. */
  public PatientAsSent {
    identifiers = List.copyOf(identifiers);
  }

  /** Says how many identifiers there are and nothing else, so that no log holds patient data. */
  @Override
  public String toString() {
    return "PatientAsSent[" + identifiers.size() + " identifiers]";
  }
}
