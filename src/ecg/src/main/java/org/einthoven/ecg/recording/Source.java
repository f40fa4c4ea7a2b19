package org.einthoven.ecg.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a recording came from.
 *
 * @param format the format's name, such as {@code HL7 aECG}
 * @param documentId the id that the source gives itself, null where it has none
 * @param orderIds accession, placer or filler numbers of the order, possibly none
 * @param notes what a reader had to leave out or settle, in words without patient data; for example
 *     a second rhythm series that was not read
 */
public record Source(
    String format,
    @Nullable SentIdentifier documentId,
    List<SentIdentifier> orderIds,
    List<String> notes) {

  /** Copies the lists. */
  public Source {
    orderIds = List.copyOf(orderIds);
    notes = List.copyOf(notes);
  }

  /** A source of which nothing but the format is known. */
  public static Source of(String format) {
    return new Source(format, null, List.of(), List.of());
  }
}
