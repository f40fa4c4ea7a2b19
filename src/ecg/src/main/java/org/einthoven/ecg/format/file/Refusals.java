package org.einthoven.ecg.format.file;

import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;

/** What is said to a sender of a file that is not read. */
final class Refusals {

  private Refusals() {}

  static Refused empty(String place) {
    return new Refused(Reason.EMPTY, "nothing was sent", place, "send the file's content");
  }

  static Refused format(KnownFormat format, String place) {
    if (format == KnownFormat.XML_WITH_DECLARATIONS) {
      return internalSubset(place);
    }
    String problem =
        format == KnownFormat.UNKNOWN
            ? "the content is of no format that is known here"
            : "the content is " + format.label() + ", which is not read here";
    return new Refused(Reason.UNSUPPORTED, problem, place, format.remedy());
  }

  private static Refused internalSubset(String place) {
    return new Refused(
        Reason.UNSAFE,
        "the XML has a document type definition with an internal subset, which is refused for"
            + " safety; nothing of it was resolved or expanded",
        place,
        "send the document without its DOCTYPE, or with one that declares nothing itself");
  }

  static Refused headerAlone(String place) {
    return new Refused(
        Reason.INVALID,
        "a WFDB header came without its signal files",
        place,
        KnownFormat.WFDB_HEADER.remedy());
  }

  static Refused withoutHeader() {
    return new Refused(
        Reason.INVALID,
        "a WFDB signal or annotation file has no header of its name beside it",
        "the file's folder",
        "put the header (.hea) of the record into the same folder");
  }

  static Refused nested(String place) {
    return new Refused(
        Reason.UNSAFE,
        "a compressed file holds another compressed file",
        place,
        "compress the recording once");
  }

  static Refused tooLarge(long most) {
    return new Refused(
        Reason.TOO_LARGE,
        "the content is longer than " + most + " bytes, decompressed",
        "byte " + most + " of the content",
        "send a shorter recording, or raise the configured limit");
  }

  static Refused damaged(String container, String place) {
    return new Refused(
        Reason.MALFORMED,
        "the " + container + " file is damaged, cut short or encrypted",
        place,
        "send the whole file without a password");
  }
}
