package org.einthoven.ecg.recording;

import org.jspecify.annotations.Nullable;

/**
 * An identifier as a sender gave it.
 *
 * @param authority who assigned it: a URI such as {@code urn:oid:2.16.840.1.113883.3.1}, null where
 *     the source does not say
 * @param value the identifier itself
 */
public record SentIdentifier(@Nullable String authority, String value) {

  /** Says that there is one, not what it is: identifiers of patients stay out of logs. */
  @Override
  public String toString() {
    return "SentIdentifier[…]";
  }
}
