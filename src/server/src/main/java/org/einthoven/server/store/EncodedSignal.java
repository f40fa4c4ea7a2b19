package org.einthoven.server.store;

import org.einthoven.ecg.recording.Recording;

/**
 * The signal of a recording as it is kept.
 *
 * @param bytes its canonical bytes: rate, leads and samples
 * @param sha256 of the bytes
 */
public record EncodedSignal(byte[] bytes, String sha256) {

  /** The signal of this recording. */
  public static EncodedSignal of(Recording recording) {
    byte[] bytes = RecordingContent.encode(recording);
    return new EncodedSignal(bytes, Hash.sha256(bytes));
  }

  @Override
  public String toString() {
    return "EncodedSignal[" + sha256 + "]";
  }
}
