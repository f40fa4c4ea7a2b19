package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.MRN;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.found;
import static org.einthoven.server.api.Workflow.identifier;
import static org.einthoven.server.api.Workflow.merge;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.put;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.refused;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two records of one patient become one, and nothing that was filed is lost or rewritten. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PatientMergeTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static final String SOURCE = "Parameters.parameter.where(name='source-patient')";
  private static final String TARGET = "Parameters.parameter.where(name='target-patient')";

  private static Patient read(String reference) {
    return (Patient) Reports.read(reference);
  }

  private static Patient linked(String reference, LinkType type, String other) {
    Patient patient = read(reference);
    patient.addLink().setType(type).setOther(new Reference(other));
    return patient;
  }

  @Test
  void theSurvivorIsFoundWithWhatWasFiledUnderTheMerged() {
    String source = patient("m-1");
    String target = patient("m-1-stays");
    Observation sent = ecg(4101, source, "2026-01-01T08:00:00Z");
    DiagnosticReport first = reported(sent);

    HttpResponse<String> merged = merge(source, target);

    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    assertThat(read(source).getActive()).isFalse();
    assertThat(read(source).getLinkFirstRep().getType()).isEqualTo(LinkType.REPLACEDBY);
    assertThat(read(target).getLinkFirstRep().getType()).isEqualTo(LinkType.REPLACES);
    assertThat(read(target).getLinkFirstRep().getOther().getReference()).isEqualTo(source);
    for (String query : new String[] {"subject=", "patient=", "patient:Patient="}) {
      String named = query.contains(":") ? target.substring("Patient/".length()) : target;
      assertThat(found("DiagnosticReport?" + query + named))
          .as(query)
          .containsExactly(reference(first));
    }
    assertThat(found("DiagnosticReport?subject=" + source)).containsExactly(reference(first));
    assertThat(found("Provenance?target=" + source)).hasSize(1);
    DiagnosticReport second = reported(ecg(4102, target, "2026-01-02T08:00:00Z"));
    assertThat(second.getConclusion()).contains("(" + reference(first) + ")");
  }

  @Test
  void anEcgWithTheNumberOfTheMergedIsFiledUnderTheSurvivor() {
    String source = patient("m-2");
    String target = patient("m-2-stays");
    assertThat(merge(source, target).statusCode()).isEqualTo(200);
    Observation sent = ecg(4103, "", "2026-01-01T08:00:00Z");
    sent.setSubject(new Reference().setIdentifier(identifier(MRN, "m-2")));
    Observation filed = (Observation) Reports.read(created(send(sent)));
    assertThat(filed.getSubject().getReference()).isEqualTo(target);
  }

  @Test
  void aPreviewStoresNothing() {
    String source = patient("m-3");
    String target = patient("m-3-stays");
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("source-patient-identifier").setValue(identifier(MRN, "m-3"));
    parameters.addParameter().setName("target-patient").setValue(new Reference(target));
    parameters.addParameter().setName("preview").setValue(new BooleanType(true));
    HttpResponse<String> answered = Workflow.operation("Patient/$merge", parameters);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    assertThat(answered.body()).contains("preview").contains("replaces");
    assertThat(read(source).getMeta().getVersionId()).isEqualTo("1");
    assertThat(read(target).getMeta().getVersionId()).isEqualTo("1");
  }

  @Test
  void mergesIntoOneselfInChainsInLoopsOrOfNobodyAreRefused() {
    String one = patient("m-4");
    String two = patient("m-4-two");
    String three = patient("m-4-three");
    refused(merge(one, one), 422, TARGET, "itself");
    refused(merge(one, "Patient/nobody"), 422, TARGET, "does not exist");
    refused(merge(one, "Device/1"), 422, TARGET, "no reference to a Patient");
    assertThat(merge(one, two).statusCode()).isEqualTo(200);
    refused(merge(one, three), 422, SOURCE, "merged already");
    refused(merge(three, one), 422, TARGET, "chains");
    refused(merge(two, three), 422, SOURCE, "chains");
    refused(merge(two, one), 422, TARGET, "chains");
    Parameters unknown = new Parameters();
    unknown.addParameter("delete-source", true);
    refused(Workflow.operation("Patient/$merge", unknown), 422, "Parameters.parameter", "not know");
    assertThat(read(three).getMeta().getVersionId()).as("nothing half-done").isEqualTo("1");
  }

  @Test
  void aMergeIsStoredByUpdatesOfBothAndTakenBackByAnother() {
    String source = patient("m-5");
    String target = patient("m-5-stays");
    String filed = created(send(ecg(4104, source, "2026-01-01T08:00:00Z").setDevice(null)));
    assertThat(put(linked(source, LinkType.REPLACEDBY, target)).statusCode()).isEqualTo(200);
    assertThat(put(linked(target, LinkType.REPLACES, source)).statusCode()).isEqualTo(200);
    assertThat(read(source).getActive()).isFalse();
    assertThat(found("Observation?code=11524-6&patient=" + target)).containsExactly(filed);

    Patient alone = read(source);
    alone.getLink().clear();
    alone.setActive(true);
    assertThat(put(alone).statusCode()).isEqualTo(200);
    assertThat(found("Observation?code=11524-6&patient=" + target)).isEmpty();
  }

  @Test
  void updatesThatMakeAChainOrALoopOrAnActiveMergedPatientAreRefused() {
    String one = patient("m-6");
    String two = patient("m-6-two");
    String three = patient("m-6-three");
    refused(put(linked(one, LinkType.REPLACEDBY, one)), 422, "Patient.link", "itself");
    refused(
        put(linked(one, LinkType.REPLACEDBY, two).setActive(true)),
        422,
        "Patient.active",
        "active");
    assertThat(put(linked(one, LinkType.REPLACEDBY, two)).statusCode()).isEqualTo(200);
    refused(put(linked(two, LinkType.REPLACEDBY, one)), 422, "Patient.link", "chains");
    refused(put(linked(two, LinkType.REPLACEDBY, three)), 422, "Patient.link", "chains");
    refused(put(linked(three, LinkType.REPLACEDBY, one)), 422, "Patient.link", "chains");
  }
}
