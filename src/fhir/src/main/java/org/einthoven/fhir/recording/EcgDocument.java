package org.einthoven.fhir.recording;

import org.einthoven.ecg.format.ReadResult;

/** What a DocumentReference or Binary says about an ECG file. */
public sealed interface EcgDocument {

  /**
   * The file itself.
   *
   * @param content its bytes
   * @param contentType as sent, empty where the resource does not say
   * @param place the FHIRPath where it stands
   */
  record Content(byte[] content, String contentType, String place) implements EcgDocument {

    @Override
    public String toString() {
      return "Content[" + content.length + " bytes, " + contentType + "]";
    }
  }

  /**
   * The file stands elsewhere.
   *
   * @param url such as {@code Binary/123} or {@code urn:uuid:…}; never fetched from another server
   * @param contentType as sent, empty where the resource does not say
   * @param place the FHIRPath where it stands
   */
  record Elsewhere(String url, String contentType, String place) implements EcgDocument {}

  /** The resource is broken. */
  record Refused(ReadResult.Refused refusal) implements EcgDocument {}

  /** A document of another kind. */
  record NotAnEcg() implements EcgDocument {}
}
