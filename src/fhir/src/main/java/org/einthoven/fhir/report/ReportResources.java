package org.einthoven.fhir.report;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.reading.Reading;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/** Makes the FHIR resources of a reading. */
public final class ReportResources {

  private ReportResources() {}

  /**
   * The report and all that is written with it.
   *
   * <p>Every resource has an id; references among them are relative ({@code Observation/…}). The
   * Device has the same id for the same software and model, and so has the model's card, so that
   * they are stored once. All but card, Device and Provenance carry the security label AIAST
   * (artificial intelligence asserted), as HL7 AI Transparency on FHIR 1.0.0-ballot asks.
   *
   * @return the DiagnosticReport first, then its result Observations, RiskAssessment and
   *     DetectedIssue where they apply, the model card as DocumentReference, Device, and Provenance
   *     last
   * @throws IllegalArgumentException where the card is of another model than the reading
   */
  public static List<FhirResource> build(ReportContext context, Reading reading) {
    if (!context.card().model().equals(reading.model())) {
      throw new IllegalArgumentException(
          "the card is of " + context.card().model().name() + ", not of " + reading.model().name());
    }
    CarriedThrough carried = CarriedThrough.of(context);
    FhirResource card = ModelCardDocument.of(context.card());
    Reference cardReference = new Reference(card.reference()).setType("DocumentReference");
    FhirResource device =
        SoftwareDevice.of(context.software(), reading.model(), cardReference.copy());
    Reference deviceReference = new Reference(device.reference()).setType("Device");
    List<DomainResource> asserted = new ArrayList<>();
    List<Observation> results =
        new ResultObservations(context, carried, deviceReference).of(reading);
    List<DomainResource> flags =
        new ReportFlags(context, carried, deviceReference).of(reading, results);
    asserted.add(new ReportBody(context, carried).of(reading, results));
    asserted.addAll(results);
    asserted.addAll(flags);
    asserted.forEach(ReportResources::label);
    List<FhirResource> all = new ArrayList<>(asserted.stream().map(FhirResource::of).toList());
    FhirResource provenance =
        new ReportProvenance(context, carried, deviceReference, cardReference)
            .of(reading.model(), all);
    all.add(card);
    all.add(device);
    all.add(provenance);
    return List.copyOf(all);
  }

  private static void label(DomainResource resource) {
    resource.getMeta().addSecurity(AiTransparency.asserted());
  }
}
