package org.einthoven.ecg.format.aecg;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording as an HL7 aECG document in UTF-8 that is valid against the schema.
 *
 * <p>Digits are whole numbers, as the schema wants them. Samples that are multiples of a usual step
 * (5, 4.88, 2.5, 2, 1.25, 1 … 0.001 µV) come back exactly; others are rounded by at most 1/400 µV,
 * or 1/4 µV in a lead with missing samples, which are written as −32768. A document has room for
 * one identifier of the patient: the first.
 */
public final class AecgWriter {

  private static final String V3 = "urn:hl7-org:v3";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String ACT_CODE = "2.16.840.1.113883.5.4";
  private static final String MDC = "2.16.840.1.113883.6.24";

  private final XMLStreamWriter xml;

  private AecgWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes a document.
   *
   * @param documentId the id of the document
   * @param out receives it and is left open
   * @throws XMLStreamException when the stream fails
   * @throws IllegalArgumentException when a lead has no code in the nomenclature or a sample is
   *     beyond all digits
   */
  public static void write(Recording recording, UUID documentId, OutputStream out)
      throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
    new AecgWriter(xml).document(recording, documentId);
    xml.close();
  }

  private void document(Recording recording, UUID documentId) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("AnnotatedECG");
    xml.writeDefaultNamespace(V3);
    xml.writeNamespace("xsi", XSI);
    xml.writeAttribute("type", "Observation");
    empty("id", "root", documentId.toString());
    empty("code", "code", "93000", "codeSystem", "2.16.840.1.113883.6.12");
    effectiveTime(recording.acquired());
    start("componentOf", "timepointEvent", "componentOf", "subjectAssignment");
    subject(recording.patient());
    start("componentOf", "clinicalTrial");
    empty("id", "nullFlavor", "NA");
    end(6);
    start("component", "series");
    empty("code", "code", "RHYTHM", "codeSystem", ACT_CODE);
    effectiveTime(recording.acquired());
    device(recording.device());
    start("component", "sequenceSet");
    timeAxis(recording);
    for (LeadSignal signal : recording.leads()) {
      lead(signal);
    }
    end(5);
    xml.writeEndDocument();
  }

  private void effectiveTime(@Nullable AcquisitionTime time) throws XMLStreamException {
    if (time == null) {
      empty("effectiveTime", "nullFlavor", "UNK");
      return;
    }
    start("effectiveTime");
    empty("low", "value", V3Time.text(time));
    end(1);
  }

  private void subject(@Nullable PatientAsSent patient) throws XMLStreamException {
    start("subject", "trialSubject");
    if (patient == null) {
      empty("id", "nullFlavor", "UNK");
      end(2);
      return;
    }
    identifier(patient.identifiers().isEmpty() ? null : patient.identifiers().get(0));
    if (patient.familyName() != null
        || patient.givenName() != null
        || patient.gender() != null
        || patient.birthDate() != null) {
      person(patient);
    }
    end(2);
  }

  private void person(PatientAsSent patient) throws XMLStreamException {
    start("subjectDemographicPerson");
    if (patient.givenName() != null) {
      start("name");
      text("family", patient.familyName());
      text("given", patient.givenName());
      end(1);
    } else {
      text("name", patient.familyName());
    }
    if (patient.gender() != null) {
      String code =
          switch (patient.gender()) {
            case "male" -> "M";
            case "female" -> "F";
            case "other" -> "UN";
            default -> "UNK";
          };
      if (code.equals("UNK")) {
        empty("administrativeGenderCode", "nullFlavor", code);
      } else {
        empty("administrativeGenderCode", "code", code, "codeSystem", "2.16.840.1.113883.5.1");
      }
    }
    if (patient.birthDate() != null) {
      empty("birthTime", "value", patient.birthDate().replace("-", ""));
    }
    end(1);
  }

  private void identifier(@Nullable SentIdentifier identifier) throws XMLStreamException {
    if (identifier == null) {
      empty("id", "nullFlavor", "UNK");
      return;
    }
    String alone = V3Identifier.root(identifier.value());
    String root = V3Identifier.root(identifier.authority());
    if (alone != null && root == null) {
      empty("id", "root", alone);
    } else if (root != null) {
      empty("id", "root", root, "extension", identifier.value());
    } else if (identifier.authority() != null) {
      empty(
          "id", "extension", identifier.value(), "assigningAuthorityName", identifier.authority());
    } else {
      empty("id", "extension", identifier.value());
    }
  }

  private void device(@Nullable DeviceAsSent device) throws XMLStreamException {
    if (device == null) {
      return;
    }
    start("author", "seriesAuthor", "manufacturedSeriesDevice");
    if (device.serialNumber() != null) {
      empty("id", "extension", device.serialNumber());
    }
    text("manufacturerModelName", device.model());
    text("softwareName", device.software());
    end(1);
    if (device.manufacturer() != null) {
      start("manufacturerOrganization");
      text("name", device.manufacturer());
      end(1);
    }
    end(2);
  }

  private void timeAxis(Recording recording) throws XMLStreamException {
    AcquisitionTime start = recording.acquired();
    String increment = plain(1 / recording.samplesPerSecond());
    start("component", "sequence");
    if (start == null) {
      empty("code", "code", "TIME_RELATIVE", "codeSystem", ACT_CODE);
      value("GLIST_PQ");
      empty("head", "value", "0", "unit", "s");
    } else {
      empty("code", "code", "TIME_ABSOLUTE", "codeSystem", ACT_CODE);
      value("GLIST_TS");
      empty("head", "value", V3Time.text(start));
    }
    empty("increment", "value", increment, "unit", "s");
    end(3);
  }

  private void lead(LeadSignal signal) throws XMLStreamException {
    Lead lead = signal.lead();
    if (lead.mdcLeadCode() == 0) {
      throw new IllegalArgumentException("lead " + lead.label() + " has no code");
    }
    double step = DigitScale.of(signal);
    start("component", "sequence");
    empty("code", "code", lead.mdcLeadName(), "codeSystem", MDC, "codeSystemName", "MDC");
    value("SLIST_PQ");
    empty("origin", "value", "0", "unit", "uV");
    empty("scale", "value", plain(step), "unit", "uV");
    StringBuilder digits = new StringBuilder(signal.length() * 5);
    for (float sample : signal.microvolts()) {
      digits.append(DigitScale.digit(sample, step)).append(' ');
    }
    text("digits", digits.toString());
    end(3);
  }

  private void value(String type) throws XMLStreamException {
    start("value");
    xml.writeAttribute("xsi", XSI, "type", type);
  }

  private void start(String... names) throws XMLStreamException {
    for (String name : names) {
      xml.writeStartElement(name);
    }
  }

  private void end(int elements) throws XMLStreamException {
    for (int i = 0; i < elements; i++) {
      xml.writeEndElement();
    }
  }

  private void text(String name, @Nullable String content) throws XMLStreamException {
    if (content != null) {
      xml.writeStartElement(name);
      xml.writeCharacters(content);
      xml.writeEndElement();
    }
  }

  private void empty(String name, String... attributes) throws XMLStreamException {
    xml.writeEmptyElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
