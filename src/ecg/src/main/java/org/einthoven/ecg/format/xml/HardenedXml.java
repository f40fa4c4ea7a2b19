package org.einthoven.ecg.format.xml;

import java.nio.charset.Charset;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;

/** How a parser is made that reads no DTD and no entity, and what is refused before it starts. */
final class HardenedXml {

  /** Within how many bytes the root element has to begin. */
  static final int PROLOG_BYTES = 1 << 16;

  private HardenedXml() {}

  /**
   * Checks the head of a document.
   *
   * @return the encoding of the document
   * @throws RefusedException when it is empty, no XML, of an unknown encoding, or has a DOCTYPE
   *     with declarations of its own
   */
  static Charset checkedEncoding(byte[] head) throws RefusedException {
    if (head.length == 0) {
      throw new RefusedException(
          Reason.EMPTY, "the document is empty", "byte 0", "send an XML document");
    }
    XmlProlog prolog = XmlProlog.of(head).orElse(null);
    if (prolog == null) {
      throw new RefusedException(
          Reason.MALFORMED, "the document does not begin as XML", "line 1", "send an XML document");
    }
    if (prolog.internalSubset()) {
      throw new RefusedException(
          Reason.UNSAFE,
          "the DOCTYPE holds declarations of its own",
          "before the root element",
          "send the document without a DOCTYPE");
    }
    if (prolog.rootName().isEmpty() && head.length == PROLOG_BYTES) {
      throw new RefusedException(
          Reason.UNSAFE,
          "the root element does not begin within the first " + PROLOG_BYTES + " bytes",
          "byte " + PROLOG_BYTES,
          "shorten the comments before the root element");
    }
    return XmlEncoding.of(head)
        .orElseThrow(
            () ->
                new RefusedException(
                    Reason.MALFORMED,
                    "the document declares an encoding that is not known here",
                    "line 1",
                    "send the document in UTF-8"));
  }

  /** The JDK's own parser, whatever else stands on the class path; factories are not shared. */
  static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty("http://javax.xml.XMLConstants/property/accessExternalDTD", "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not resolved");
        });
    return factory;
  }
}
