package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.io.InputStream;
import org.einthoven.ecg.format.EcgReader;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.format.xml.XmlLimits;
import org.einthoven.ecg.format.xml.XmlProlog;

/**
 * Reads HL7 aECG documents as they come along. What is read: the first rhythm series with its
 * leads, start and device, the patient, the document's id. What is not (derived series, further
 * rhythms, annotations) is named in the notes of the recording's source.
 *
 * <p>The schema is not enforced, since the exports of several recorders break it; what a recording
 * needs is.
 */
public final class AecgReader implements EcgReader {

  /** The name of the format. */
  public static final String NAME = "HL7 aECG";

  static final String ROOT = "AnnotatedECG";

  private final XmlLimits limits;

  /** A reader with the default limits. */
  public AecgReader() {
    this(XmlLimits.DEFAULT);
  }

  /** A reader that accepts documents within these limits. */
  public AecgReader(XmlLimits limits) {
    this.limits = limits;
  }

  @Override
  public String format() {
    return NAME;
  }

  @Override
  public boolean recognises(byte[] head) {
    return XmlProlog.of(head).filter(prolog -> prolog.localName().equals(ROOT)).isPresent();
  }

  @Override
  public ReadResult read(InputStream content) throws IOException {
    try {
      return new ReadResult.Read(new AecgDocument(XmlCursor.open(content, limits)).read());
    } catch (RefusedException e) {
      return e.refused();
    }
  }
}
