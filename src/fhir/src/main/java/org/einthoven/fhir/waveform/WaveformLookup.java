package org.einthoven.fhir.waveform;

import java.util.Map;
import java.util.Optional;

/** Finds waveform texts by their hash. */
@FunctionalInterface
public interface WaveformLookup {

  /**
   * The text with this hash, empty where it is not known.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  Optional<String> text(String sha256);

  /** The text with this hash, already deflated; empty where it is not kept so. */
  default Optional<DeflatedText> deflated(String sha256) {
    return Optional.empty();
  }

  /** The texts of a map from hash to text. */
  static WaveformLookup of(Map<String, String> texts) {
    return sha256 -> Optional.ofNullable(texts.get(sha256));
  }

  /**
   * The text that an element means: the looked-up one for a placeholder, else the element's own.
   */
  default Optional<String> resolve(String data) {
    return Placeholder.sha256(data).map(this::text).orElseGet(() -> Optional.of(data));
  }
}
