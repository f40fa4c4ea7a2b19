package org.einthoven.server.api;

import java.util.Date;
import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/** The Provenance of a change that somebody asked for. */
final class Trails {

  private Trails() {}

  /**
   * Who changed what, and why.
   *
   * @param changed the new versions
   * @param reason in the words of who asked for it
   */
  static FhirResource of(List<VersionId> changed, String sender, String reason, Date when) {
    Provenance provenance = new Provenance();
    for (VersionId version : changed) {
      provenance.addTarget(new Reference(version.reference()));
    }
    provenance.setRecorded(when);
    provenance.setActivity(
        Codes.concept(
            "http://terminology.hl7.org/CodeSystem/v3-DataOperation", "UPDATE", "revise", null));
    provenance.addReason(new CodeableConcept().setText(reason));
    provenance
        .addAgent()
        .setType(
            Codes.concept(
                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "author",
                "Author",
                null))
        .setWho(
            new Reference()
                .setIdentifier(new Identifier().setSystem(Codes.SENDER).setValue(sender))
                .setDisplay("Who asked for it"));
    return FhirResource.of(provenance);
  }
}
