package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.jspecify.annotations.Nullable;

/** Walks over one document from its root and gathers what a recording needs. */
final class AecgDocument {

  private static final String NAMESPACE = "urn:hl7-org:v3";

  private final XmlCursor xml;
  private final List<String> notes = new ArrayList<>();
  private final List<SentIdentifier> orders = new ArrayList<>();
  private final Subject subject;
  private final String root;
  private V3Interval time = V3Interval.NONE;
  private @Nullable SentIdentifier id;
  private @Nullable Series rhythm;
  private int seriesSeen;
  private int furtherRhythms;
  private int otherSeries;

  AecgDocument(XmlCursor xml) {
    this.xml = xml;
    this.root = xml.place();
    this.subject = new Subject(xml, notes);
  }

  Recording read() throws IOException, RefusedException {
    checkRoot();
    xml.children(this::part);
    xml.finish();
    Series series = rhythm;
    if (series == null) {
      throw withoutRhythm();
    }
    return recording(series);
  }

  private void checkRoot() throws RefusedException {
    if (!xml.name().equals(AecgReader.ROOT)) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "the root element is not AnnotatedECG",
          xml.place(),
          "send an HL7 aECG, whose root element is AnnotatedECG in the namespace " + NAMESPACE);
    }
    if (xml.namespace().isEmpty()) {
      notes.add("the document has no namespace and was read as HL7 v3");
    } else if (!xml.namespace().equals(NAMESPACE)) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "the root element is in another namespace than HL7 v3",
          xml.place(),
          "send an HL7 aECG in the namespace " + NAMESPACE);
    }
  }

  private void part() throws IOException, RefusedException {
    switch (xml.name()) {
      case "id" -> id = V3Identifier.read(xml).orElse(id);
      case "effectiveTime" -> time = V3Interval.read(xml);
      case "componentOf" -> within(this::ofTimepoint, "timepointEvent");
      case "inFulfillmentOf" -> xml.children(() -> xml.children(this::orderId));
      case "component" ->
          xml.children(
              () -> {
                if (xml.name().equals("series")) {
                  series();
                }
              });
      default -> {}
    }
  }

  private void ofTimepoint() throws IOException, RefusedException {
    if (xml.name().equals("componentOf")) {
      within(
          () -> {
            if (xml.name().equals("subject")) {
              subject.read();
            }
          },
          "subjectAssignment");
    }
  }

  /** Visits the grandchildren whose parent has a name. */
  private void within(XmlCursor.ElementVisitor visitor, String parent)
      throws IOException, RefusedException {
    xml.children(
        () -> {
          if (xml.name().equals(parent)) {
            xml.children(visitor);
          }
        });
  }

  private void orderId() {
    if (xml.name().equals("id")) {
      V3Identifier.read(xml).ifPresent(orders::add);
    }
  }

  /** Later rhythms are passed over unread: they may be long. */
  private void series() throws IOException, RefusedException {
    seriesSeen++;
    if (rhythm != null) {
      furtherRhythms++;
      return;
    }
    Series found = Series.read(xml);
    if (found.isRhythm()) {
      rhythm = found;
    } else {
      otherSeries++;
    }
  }

  private Recording recording(Series series) throws RefusedException {
    List<LeadSignal> leads = series.leads();
    double rate = series.samplesPerSecond();
    double seconds = leads.get(0).length() / rate;
    List<String> all = new ArrayList<>(series.notes());
    all.addAll(notes);
    if (furtherRhythms > 0) {
      all.add("the first rhythm series was read, " + furtherRhythms + " after it were not");
    }
    if (otherSeries > 0) {
      all.add(otherSeries + " series without rhythm samples were not read");
    }
    return new Recording(
        leads,
        rate,
        Start.of(series.head(), series.time(), time, seconds, all),
        subject.patient(),
        series.device(),
        new Source(AecgReader.NAME, id, orders, all));
  }

  private RefusedException withoutRhythm() {
    return new RefusedException(
        Reason.INVALID,
        seriesSeen == 0
            ? "the document holds no series"
            : "no series of the document holds rhythm samples",
        root + "/component/series",
        "send a document with a series coded RHYTHM that holds the samples of at least one lead");
  }
}
