package org.einthoven.fhir.recording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;

/** Writes a recording as an Observation with a lead per component. */
public final class RecordingObservation {

  private static final BigDecimal MILLISECONDS_PER_SECOND = BigDecimal.valueOf(1000);

  private static final int MOST_DIGITS = 20;

  private static final Set<Lead> INDEPENDENT_LEADS =
      Set.of(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

  private RecordingObservation() {}

  /**
   * The recording as an Observation without an id: category procedure, LOINC 11524-6, the potential
   * on each lead in microvolts with factor 1 and origin 0. Reading it gives the same float values.
   * The patient and the device stand in it as sent, contained and unmatched.
   */
  public static FhirResource of(Recording recording) {
    Observation observation = new Observation();
    observation.getMeta().addProfile(Codes.RECORDING_PROFILE);
    if (recording.leads().size() == 1) {
      observation.getMeta().addProfile(Codes.SINGLE_LEAD_PROFILE);
    } else if (isTwelveLead(recording)) {
      observation.getMeta().addProfile(Codes.TWELVE_LEAD_PROFILE);
    }
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory(
        Codes.concept(Codes.OBSERVATION_CATEGORY, "procedure", "Procedure", null));
    observation.setCode(Codes.ekgStudy());
    identify(observation, recording);
    if (recording.acquired() != null) {
      observation.setEffective(AcquisitionTimes.written(recording.acquired()));
    }
    if (recording.patient() != null) {
      observation.setSubject(subject(observation, recording.patient()));
    }
    if (recording.device() != null) {
      observation.setDevice(device(observation, recording.device()));
    }
    BigDecimal period = period(recording.samplesPerSecond());
    for (LeadSignal signal : recording.leads()) {
      observation.addComponent().setCode(code(signal.lead())).setValue(sampled(signal, period));
    }
    observation.addNote().setText("Read from " + recording.source().format() + ".");
    recording.source().notes().forEach(note -> observation.addNote().setText(note));
    return FhirResource.of(observation);
  }

  /** Whether it has the eight leads from which the other four follow, and no lead twice. */
  private static boolean isTwelveLead(Recording recording) {
    List<Lead> leads = recording.leads().stream().map(LeadSignal::lead).toList();
    return leads.containsAll(INDEPENDENT_LEADS) && Set.copyOf(leads).size() == leads.size();
  }

  private static void identify(Observation observation, Recording recording) {
    SentIdentifier document = recording.source().documentId();
    if (document != null) {
      observation.addIdentifier(identifier(document));
    }
    for (SentIdentifier order : recording.source().orderIds()) {
      observation.addBasedOn(
          new Reference().setType("ServiceRequest").setIdentifier(identifier(order)));
    }
  }

  private static Reference subject(Observation observation, PatientAsSent sent) {
    Patient patient = new Patient();
    patient.setId("patient");
    sent.identifiers().forEach(identifier -> patient.addIdentifier(identifier(identifier)));
    if (sent.familyName() != null || sent.givenName() != null) {
      HumanName name = patient.addName().setFamily(sent.familyName());
      if (sent.givenName() != null) {
        name.addGiven(sent.givenName());
      }
    }
    if (sent.birthDate() != null) {
      patient.getBirthDateElement().setValueAsString(sent.birthDate());
    }
    if (sent.gender() != null) {
      patient.setGender(AdministrativeGender.fromCode(sent.gender()));
    }
    observation.addContained(patient);
    Reference subject = new Reference("#patient").setType("Patient");
    if (!sent.identifiers().isEmpty()) {
      subject.setIdentifier(identifier(sent.identifiers().get(0)));
    }
    return subject;
  }

  private static Reference device(Observation observation, DeviceAsSent sent) {
    Device device = new Device();
    device.setId("device");
    device.setManufacturer(sent.manufacturer());
    device.setModelNumber(sent.model());
    device.setSerialNumber(sent.serialNumber());
    if (sent.software() != null) {
      device.addVersion().setValue(sent.software());
    }
    observation.addContained(device);
    return new Reference("#device").setType("Device");
  }

  private static Identifier identifier(SentIdentifier sent) {
    return new Identifier().setSystem(sent.authority()).setValue(sent.value());
  }

  private static CodeableConcept code(Lead lead) {
    CodeableConcept concept = new CodeableConcept();
    if (lead.mdcPotentialCode() != 0) {
      concept
          .addCoding()
          .setSystem(LeadCodes.MDC)
          .setCode(Integer.toString(lead.mdcPotentialCode()))
          .setDisplay(lead.mdcPotentialName());
    }
    return lead == Lead.UNSPECIFIED ? concept : concept.setText("Lead " + lead.label());
  }

  private static SampledData sampled(LeadSignal signal, BigDecimal period) {
    SampledData sampled = new SampledData();
    sampled.setOrigin(new Quantity().setValue(0).setUnit("uV").setSystem(Codes.UCUM).setCode("uV"));
    sampled.setPeriod(period);
    sampled.setDimensions(1);
    sampled.setData(text(signal.microvolts()));
    return sampled;
  }

  /** The milliseconds between samples, in the fewest digits that read back as the same rate. */
  private static BigDecimal period(double samplesPerSecond) {
    BigDecimal rate = new BigDecimal(Double.toString(samplesPerSecond));
    BigDecimal period = BigDecimal.ONE;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      period = MILLISECONDS_PER_SECOND.divide(rate, new MathContext(digits));
      if (Signals.samplesPerSecond(period) == samplesPerSecond) {
        break;
      }
    }
    BigDecimal plain = period.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static String text(float[] microvolts) {
    StringBuilder text = new StringBuilder(microvolts.length * 5);
    for (float value : microvolts) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      if (Float.isNaN(value)) {
        text.append('E');
      } else if (value == Math.rint(value) && Math.abs(value) < 1e9f) {
        text.append((long) value);
      } else {
        text.append(decimal(value));
      }
    }
    return text.toString();
  }

  /** The shortest decimal that reads back as the same float. */
  private static String decimal(float value) {
    BigDecimal shortest = new BigDecimal(Float.toString(value));
    boolean same = (float) shortest.doubleValue() == value;
    return (same ? shortest : new BigDecimal(value)).stripTrailingZeros().toPlainString();
  }
}
