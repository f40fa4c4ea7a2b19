package org.einthoven.ecg.format;

import org.einthoven.ecg.recording.Recording;

/** What came of reading an ECG: the recording, or why there is none. */
public sealed interface ReadResult {

  /** The source held a recording. */
  record Read(Recording recording) implements ReadResult {}

  /**
   * The source was refused.
   *
   * @param reason the kind of refusal
   * @param problem what is wrong, in a sentence without patient data
   * @param place where: a line and column, an element path, a byte offset, a FHIRPath
   * @param remedy what the sender can do about it
   */
  record Refused(Reason reason, String problem, String place, String remedy)
      implements ReadResult {}

  /** The kinds of refusal, as a sender can tell them apart. */
  enum Reason {
    /** Nothing was sent. */
    EMPTY,
    /** The bytes end early or break the format's grammar. */
    MALFORMED,
    /** A construct that is refused for safety: a DTD subset, an entity, too deep a nesting. */
    UNSAFE,
    /** More data, decompressed or not, than is accepted. */
    TOO_LARGE,
    /** A format that is known by name or unknown, and not read here. */
    UNSUPPORTED,
    /** Well formed, but contradictory or without what a recording needs. */
    INVALID
  }
}
