package org.einthoven.fhir.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Who, when, by what and for which order, as an Observation says it. */
final class SentContext {

  private final Observation observation;
  private final List<String> notes;

  SentContext(Observation observation, List<String> notes) {
    this.observation = observation;
    this.notes = notes;
  }

  Recording recording(List<LeadSignal> leads, double samplesPerSecond) {
    Optional<AcquisitionTime> acquired = AcquisitionTimes.of(observation.getEffective());
    if (acquired.isEmpty() && observation.hasEffective()) {
      notes.add("Observation.effective gives no time that is read");
    }
    return new Recording(
        leads,
        samplesPerSecond,
        acquired.orElse(null),
        patient(),
        device(),
        new Source(
            ObservationReader.FORMAT,
            observation.getIdentifier().stream()
                .filter(Identifier::hasValue)
                .findFirst()
                .map(SentContext::sent)
                .orElse(null),
            orders(),
            notes));
  }

  private List<SentIdentifier> orders() {
    return observation.getBasedOn().stream()
        .map(Reference::getIdentifier)
        .filter(Identifier::hasValue)
        .map(SentContext::sent)
        .toList();
  }

  private @Nullable PatientAsSent patient() {
    Reference subject = observation.getSubject();
    List<SentIdentifier> identifiers = new ArrayList<>();
    if (subject.getIdentifier().hasValue()) {
      identifiers.add(sent(subject.getIdentifier()));
    }
    if (contained(subject) instanceof Patient patient) {
      SentPatients.identifiers(patient).stream()
          .filter(identifier -> !identifiers.contains(identifier))
          .forEach(identifiers::add);
      PatientAsSent inside = SentPatients.of(patient);
      return new PatientAsSent(
          identifiers,
          inside.familyName(),
          inside.givenName(),
          inside.birthDate(),
          inside.gender());
    }
    return identifiers.isEmpty() && !subject.hasDisplay()
        ? null
        : new PatientAsSent(identifiers, subject.getDisplay(), null, null, null);
  }

  private @Nullable DeviceAsSent device() {
    Reference reference = observation.getDevice();
    if (contained(reference) instanceof Device device) {
      return new DeviceAsSent(
          device.getManufacturer(),
          device.hasModelNumber()
              ? device.getModelNumber()
              : device.hasDeviceName() ? device.getDeviceNameFirstRep().getName() : null,
          device.getSerialNumber(),
          device.hasVersion() ? device.getVersionFirstRep().getValue() : null);
    }
    return reference.hasDisplay()
        ? new DeviceAsSent(null, reference.getDisplay(), null, null)
        : null;
  }

  private @Nullable Resource contained(Reference reference) {
    String local = reference.getReference();
    if (local == null || !local.startsWith("#")) {
      return null;
    }
    return observation.getContained().stream()
        .filter(resource -> local.substring(1).equals(bare(resource.getId())))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String bare(@Nullable String id) {
    return id != null && id.startsWith("#") ? id.substring(1) : id;
  }

  static SentIdentifier sent(Identifier identifier) {
    return new SentIdentifier(identifier.getSystem(), identifier.getValue());
  }
}
