package org.einthoven.fhir.waveform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.fhir.HardenedXml;
import org.einthoven.fhir.XmlScreen;

/**
 * Takes long {@code SampledData.data} texts out of FHIR XML. The start tags of these elements are
 * written anew; every other character stays as it was sent.
 */
public final class XmlWaveforms {

  private XmlWaveforms() {}

  /** Takes the waveforms out of a body; a document type declaration is refused. */
  public static TakenOut takeOut(byte[] body) {
    XmlScreen.Screened screened = XmlScreen.screen(body);
    if (screened instanceof XmlScreen.Refused refused) {
      return new TakenOut.Refused(refused.refusal());
    }
    String xml = ((XmlScreen.Text) screened).xml();
    if (xml.isBlank()) {
      return refused(Reason.EMPTY, "the body is empty", "body", "send one FHIR R4 resource");
    }
    try {
      XMLStreamReader2 reader = HardenedXml.reader(xml);
      try {
        return new Walk(xml, reader).run();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      String place =
          e.getLocation() == null
              ? "body"
              : "line "
                  + e.getLocation().getLineNumber()
                  + ", column "
                  + e.getLocation().getColumnNumber();
      return refused(
          Reason.MALFORMED,
          "the body is not well-formed XML, or nests too deeply",
          place,
          "send well-formed XML");
    }
  }

  private static TakenOut refused(Reason reason, String problem, String place, String remedy) {
    return new TakenOut.Refused(new ReadResult.Refused(reason, problem, place, remedy));
  }

  /** One pass over the elements of one document. */
  private static final class Walk {

    private final String xml;
    private final XMLStreamReader2 reader;
    private final StringBuilder slim = new StringBuilder();
    private final Map<String, String> waveforms = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int copied;

    Walk(String xml, XMLStreamReader2 reader) {
      this.xml = xml;
      this.reader = reader;
    }

    TakenOut run() throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (!startOfElement()) {
              return reservedWords();
            }
          }
          case XMLStreamConstants.END_ELEMENT -> open.pop();
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.COMMENT -> {
            if (reader.getText().contains(Placeholder.PREFIX)) {
              return reservedWords();
            }
          }
          default -> {}
        }
      }
      slim.append(xml, copied, xml.length());
      return new TakenOut.Slim(slim.toString().getBytes(StandardCharsets.UTF_8), waveforms);
    }

    /** Whether the reserved words stand only where a waveform is. */
    private boolean startOfElement() throws XMLStreamException {
      String parent = open.isEmpty() ? "" : open.peek();
      String name = reader.getLocalName();
      open.push(name);
      boolean waveform = name.equals("data") && parent.endsWith("SampledData");
      boolean replace = false;
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        String value = reader.getAttributeValue(i);
        boolean data = waveform && reader.getAttributeLocalName(i).equals("value");
        boolean reserved = value.contains(Placeholder.PREFIX);
        if (reserved && !data) {
          return false;
        }
        replace |= data && (reserved || value.length() > JsonWaveforms.SHORT);
      }
      if (replace) {
        replaceTag();
      }
      return true;
    }

    private void replaceTag() throws XMLStreamException {
      int from = (int) reader.getLocationInfo().getStartingCharOffset();
      int to = (int) reader.getLocationInfo().getEndingCharOffset();
      String text = reader.getAttributeValue(null, "value");
      String hash = Placeholder.hash(text);
      waveforms.put(hash, text);
      slim.append(xml, copied, from);
      slim.append(AttributeText.replace(xml.substring(from, to), Placeholder.of(hash)));
      copied = to;
    }

    private TakenOut reservedWords() {
      return refused(
          Reason.INVALID,
          "a text holds '" + Placeholder.PREFIX + "', which is reserved",
          "line " + reader.getLocation().getLineNumber(),
          "leave these words out");
    }
  }
}
