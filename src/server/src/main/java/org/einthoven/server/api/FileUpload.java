package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Stores a file that came by itself. */
@Singleton
public class FileUpload {

  private final FileDeposits files;
  private final Intake intake;

  /** Through the intake. */
  public FileUpload(FileDeposits files, Intake intake) {
    this.files = files;
    this.intake = intake;
  }

  /**
   * What came of it.
   *
   * @param location the Observation, as {@code Type/id}
   * @param answer a transaction-response Bundle that names the Observation, the Task and, for a
   *     repeat, the report
   */
  record Uploaded(String location, boolean created, FhirResource answer) {}

  /**
   * Stores the recording of a file, in the current transaction.
   *
   * @param patient {@code system|value} of the patient, where the sender says more than the file
   * @param order {@code system|value} of the order
   */
  Uploaded store(Exchange exchange, Optional<String> patient, Optional<String> order) {
    ReadResult result = files.read(exchange.body().bytes());
    if (result instanceof ReadResult.Refused refused) {
      throw Refusing.of(refused);
    }
    Recording recording = ((ReadResult.Read) result).recording();
    Optional<Identifier> named = patient.map(text -> identifier(text, "patient"));
    Recording known = named.map(who -> withPatient(recording, who)).orElse(recording);
    Registration registration =
        files.register(
            known,
            order.map(text -> identifier(text, "order")).orElse(null),
            exchange,
            intake::register);
    boolean created = registration instanceof Registration.New;
    if (!created) {
      exchange.repeats(registration.source().reference());
    }
    return new Uploaded(registration.source().reference(), created, answer(registration, created));
  }

  private static FhirResource answer(Registration registration, boolean created) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    OperationOutcome said = (OperationOutcome) Said.of(registration).resource();
    entry(bundle, registration.source(), created).getResponse().setOutcome(said);
    entry(bundle, registration.task(), created);
    if (registration instanceof Registration.Repeat repeat) {
      repeat.report().ifPresent(report -> entry(bundle, report, false));
    }
    return FhirResource.of(bundle);
  }

  private static BundleEntryComponent entry(Bundle bundle, ResourceId id, boolean created) {
    BundleEntryComponent entry = bundle.addEntry();
    entry.getResponse().setStatus(created ? "201" : "200").setLocation(id.reference());
    return entry;
  }

  private static Identifier identifier(String text, String name) {
    int bar = text.indexOf('|');
    if (bar < 1 || bar == text.length() - 1) {
      throw Refusing.invalid(
          "the parameter is not system|value",
          "http." + name,
          "send who assigned the identifier, a bar, and the identifier");
    }
    return new Identifier().setSystem(text.substring(0, bar)).setValue(text.substring(bar + 1));
  }

  private static Recording withPatient(Recording recording, Identifier named) {
    PatientAsSent sent = recording.patient();
    List<SentIdentifier> identifiers = new ArrayList<>();
    identifiers.add(new SentIdentifier(named.getSystem(), named.getValue()));
    if (sent != null) {
      for (SentIdentifier own : sent.identifiers()) {
        boolean same = named.getSystem().equals(own.authority());
        if (same && !named.getValue().equals(own.value())) {
          throw Refusing.invalid(
              "the file names another patient of the same authority",
              "http.patient",
              "leave the parameter out, or send the file of this patient");
        }
        if (!same) {
          identifiers.add(own);
        }
      }
    }
    PatientAsSent patient =
        sent == null
            ? new PatientAsSent(identifiers, null, null, null, null)
            : new PatientAsSent(
                identifiers, sent.familyName(), sent.givenName(), sent.birthDate(), sent.gender());
    return new Recording(
        recording.leads(),
        recording.samplesPerSecond(),
        recording.acquired(),
        patient,
        recording.device(),
        recording.source());
  }
}
