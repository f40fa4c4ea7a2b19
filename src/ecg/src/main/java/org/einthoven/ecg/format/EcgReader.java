package org.einthoven.ecg.format;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. Implementations hold no state and are safe for use by several threads. */
public interface EcgReader {

  /** The longest head that a reader is given to recognise its format by. */
  int HEAD_BYTES = 8192;

  /** The format's name as people know it, such as {@code HL7 aECG}. */
  String format();

  /**
   * Whether content that begins with these bytes is of this format.
   *
   * @param head the first bytes, up to {@link #HEAD_BYTES} of them
   */
  boolean recognises(byte[] head);

  /**
   * Reads one recording. What is wrong with the content is a {@link ReadResult.Refused}; the stream
   * is not closed.
   *
   * @throws IOException when the stream itself fails
   */
  ReadResult read(InputStream content) throws IOException;
}
