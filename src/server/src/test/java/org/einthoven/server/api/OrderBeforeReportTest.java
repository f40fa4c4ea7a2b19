package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.found;
import static org.einthoven.server.api.Workflow.order;
import static org.einthoven.server.api.Workflow.ordered;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.send;
import static org.einthoven.server.api.Workflow.typed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** An order that comes after its ECG and before the report. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class OrderBeforeReportTest {

  @Test
  void theEcgAndTheTaskThatWaitsReferToItAndItIsNotCompletedYet() {
    String patient = patient("wf-20");
    Observation sent = ordered(EcgBodies.observation(4050), typed("PLAC", "n-20"));
    sent.setSubject(new Reference(patient));
    String ecg = created(send(sent));
    List<String> waiting = found("Task?focus=" + ecg);

    String order = created(send(order("PLAC", "n-20", patient)));

    assertThat(((Observation) Reports.read(ecg)).getBasedOn())
        .extracting(Reference::getReference)
        .contains(order);
    assertThat(found("Task?based-on=" + order)).isEqualTo(waiting).hasSize(1);
    assertThat(((Task) Reports.read(waiting.get(0))).getStatus())
        .isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(order(order).getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
  }
}
