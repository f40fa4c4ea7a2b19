package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.SentIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The patient of a document. Some recorders spread one person over several {@code subject}
 * elements; what these say is joined unless it contradicts itself.
 */
final class Subject {

  private final XmlCursor xml;
  private final List<String> notes;
  private final List<SentIdentifier> identifiers = new ArrayList<>();
  private @Nullable String family;
  private @Nullable String given;
  private @Nullable String birthDate;
  private @Nullable String gender;

  Subject(XmlCursor xml, List<String> notes) {
    this.xml = xml;
    this.notes = notes;
  }

  /** Reads the {@code subject} under the cursor. */
  void read() throws IOException, RefusedException {
    xml.children(
        () -> {
          if (xml.name().equals("trialSubject")) {
            xml.children(this::ofTrialSubject);
          }
        });
  }

  private void ofTrialSubject() throws IOException, RefusedException {
    switch (xml.name()) {
      case "id" -> identifier();
      case "subjectDemographicPerson" -> xml.children(this::ofPerson);
      default -> {}
    }
  }

  private void ofPerson() throws IOException, RefusedException {
    switch (xml.name()) {
      case "id" -> identifier();
      case "name" -> name();
      case "administrativeGenderCode" -> gender = same(gender, gender(), "genders");
      case "birthTime" -> birth();
      default -> {}
    }
  }

  private void identifier() {
    V3Identifier.read(xml)
        .filter(found -> !identifiers.contains(found))
        .ifPresent(identifiers::add);
  }

  private void name() throws IOException, RefusedException {
    StringBuilder own = new StringBuilder();
    List<String> families = new ArrayList<>();
    List<String> givens = new ArrayList<>();
    xml.content(
        () -> {
          switch (xml.name()) {
            case "family" -> families.add(xml.text().strip());
            case "given" -> givens.add(xml.text().strip());
            default -> {}
          }
        },
        xml.keeping(own));
    String whole = Texts.plain(own.toString());
    String thisFamily = Texts.plain(String.join(" ", families));
    String thisGiven = Texts.plain(String.join(" ", givens));
    String surname = thisFamily == null && thisGiven == null ? whole : thisFamily;
    family = same(family, surname, "names");
    given = same(given, thisGiven, "names");
  }

  private @Nullable String gender() {
    String code = xml.attribute("code");
    if (code == null) {
      return "UNK".equals(xml.attribute("nullFlavor")) ? "unknown" : null;
    }
    return switch (code.strip().toUpperCase(Locale.ROOT)) {
      case "" -> null;
      case "M", "MALE" -> "male";
      case "F", "FEMALE" -> "female";
      case "UN" -> "other";
      default -> "unknown";
    };
  }

  private void birth() throws RefusedException {
    String text = Texts.plain(xml.attribute("value"));
    String date = V3Time.date(text).orElse(null);
    if (text != null && date == null) {
      notes.add("the patient's birth time is no HL7 point in time and was not read");
    }
    birthDate = same(birthDate, date, "birth dates");
  }

  private @Nullable String same(@Nullable String before, @Nullable String now, String what)
      throws RefusedException {
    if (before != null && now != null && !Objects.equals(before, now)) {
      throw new RefusedException(
          Reason.INVALID,
          "the document gives its subject two different " + what,
          xml.place(),
          "send one document for each patient");
    }
    return before == null ? now : before;
  }

  /** The patient, null where nothing was said. */
  @Nullable PatientAsSent patient() {
    boolean nothing =
        identifiers.isEmpty()
            && family == null
            && given == null
            && birthDate == null
            && gender == null;
    return nothing ? null : new PatientAsSent(identifiers, family, given, birthDate, gender);
  }
}
