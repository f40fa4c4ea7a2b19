package org.einthoven.fhir;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Reads XML that {@link XmlScreen} let through, with limits and without anything from outside. */
public final class HardenedXml {

  private static final int DEEPEST = 200;
  private static final int LONGEST = 256 * 1024 * 1024;

  private static final XMLInputFactory XML = hardened();

  private HardenedXml() {}

  /** A reader of a document, which tells the offsets of what it reads. Close it. */
  public static XMLStreamReader2 reader(String xml) throws XMLStreamException {
    return (XMLStreamReader2) XML.createXMLStreamReader(new StringReader(xml));
  }

  private static XMLInputFactory hardened() {
    // Woodstox, by its service entry: its locations and limits are relied on.
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty("com.ctc.wstx.lazyParsing", false);
    factory.setProperty("com.ctc.wstx.maxElementDepth", DEEPEST);
    factory.setProperty("com.ctc.wstx.maxAttributeSize", LONGEST);
    factory.setProperty("com.ctc.wstx.maxAttributesPerElement", 100);
    return factory;
  }
}
