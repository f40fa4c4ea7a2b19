package org.einthoven.fhir.report;

import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelIdentity;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * From what, by what and from whom a report was made: enough to trace every statement to bytes,
 * weights and settings, and to make it again.
 */
public final class ReportProvenance {

  /** What the hash of release, platform and settings is called. */
  public static final String BASIS = "Release, platform and settings of the reading";

  /** What the report of the ECG before is called. */
  public static final String EARLIER = "The report whose ECG was read anew and compared with";

  private static final String PARTICIPANT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private final ReportContext context;
  private final CarriedThrough carried;
  private final Reference device;
  private final Reference card;

  ReportProvenance(
      ReportContext context, CarriedThrough carried, Reference device, Reference card) {
    this.context = context;
    this.carried = carried;
    this.device = device;
    this.card = card;
  }

  FhirResource of(ModelIdentity model, List<FhirResource> targets) {
    Provenance provenance = new Provenance();
    provenance.setId(context.ids().get());
    provenance.getMeta().addProfile(Codes.PROVENANCE_PROFILE).addProfile(AiTransparency.PROVENANCE);
    for (FhirResource target : targets) {
      provenance.addTarget(new Reference(target.reference()));
    }
    InstantType issued = ResultObservations.instant(context.issued());
    provenance.setOccurred(new DateTimeType(issued.getValueAsString()));
    provenance.setRecordedElement(issued);
    provenance.addReason().addCoding(AiTransparency.asserted());
    provenance.setActivity(
        Codes.concept(
            "http://terminology.hl7.org/CodeSystem/v3-DataOperation", "CREATE", "create", null));
    provenance
        .addAgent()
        .setType(Codes.concept(PARTICIPANT, "assembler", "Assembler", null))
        .setWho(device.copy());
    provenance
        .addAgent()
        .setType(Codes.concept(PARTICIPANT, "informant", "Informant", null))
        .setWho(
            new Reference()
                .setIdentifier(new Identifier().setSystem(Codes.SENDER).setValue(context.sender()))
                .setDisplay("Sender of the ECG"));
    entity(
        provenance, carried.source().copy(), context.payloadSha256(), "The exact bytes received");
    for (String further : context.furtherSources()) {
      provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(new Reference(further));
    }
    if (context.earlier() != null) {
      provenance
          .addEntity()
          .setRole(ProvenanceEntityRole.SOURCE)
          .setWhat(new Reference(context.earlier().report()).setDisplay(EARLIER));
    }
    entity(
        provenance,
        new Reference(),
        model.weightsSha256(),
        "Weights (model.onnx) of " + model.name());
    entity(
        provenance,
        new Reference(),
        model.manifestSha256(),
        "Manifest of " + model.name() + " with thresholds and settings");
    entity(
        provenance,
        new Reference(),
        model.preprocessingSha256(),
        "Settings of preprocessing " + model.preprocessingVersion());
    String basis = context.software().basis();
    if (basis != null) {
      entity(provenance, new Reference(), basis, BASIS);
    }
    provenance
        .addEntity()
        .setRole(ProvenanceEntityRole.SOURCE)
        .setWhat(card.copy().setDisplay("Model card of " + model.name()));
    return FhirResource.of(provenance);
  }

  private static void entity(Provenance provenance, Reference what, String sha256, String display) {
    provenance
        .addEntity()
        .setRole(ProvenanceEntityRole.SOURCE)
        .setWhat(
            what.setIdentifier(new Identifier().setSystem(Codes.SHA256).setValue(sha256))
                .setDisplay(display));
  }
}
