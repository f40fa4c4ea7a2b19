package org.einthoven.fhir.task;

import java.time.Instant;
import java.util.Date;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * The Task of an analysis (FHIR R4, Task): requested with the recording, then completed with the
 * report or failed with the reason.
 */
public final class AnalysisTask {

  private static final String TASK_CODES = "http://hl7.org/fhir/CodeSystem/task-code";
  private static final int SHOWN_REASON = 500;

  private AnalysisTask() {}

  /**
   * A Task that asks for the analysis of an ECG, for its patient and order.
   *
   * @param ecg an Observation or a DocumentReference with its id
   */
  public static FhirResource requested(FhirResource ecg, Instant when) {
    Task task = new Task();
    task.getMeta().addProfile(Codes.ANALYSIS_TASK_PROFILE);
    task.setStatus(Task.TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.getCode().setText("ECG analysis").addCoding().setSystem(TASK_CODES).setCode("fulfill");
    task.setFocus(new Reference(ecg.reference()));
    concern(task, ecg);
    task.setAuthoredOn(Date.from(when));
    task.setLastModified(Date.from(when));
    return FhirResource.of(task);
  }

  /**
   * The Task with its report; the one given is not changed.
   *
   * @param report reference to the DiagnosticReport
   */
  public static FhirResource completed(FhirResource requested, String report, Instant when) {
    Task task = changed(requested, Task.TaskStatus.COMPLETED, when);
    task.setStatusReason(null);
    // One that was completed before is of an ECG that was read anew; its versions name the former.
    task.setOutput(null);
    task.addOutput().setValue(new Reference(report)).getType().setText("report");
    return FhirResource.of(task);
  }

  /**
   * The Task with the reason why there is no report; the one given is not changed.
   *
   * @param reason in words without patient data
   */
  public static FhirResource failed(FhirResource requested, String reason, Instant when) {
    Task task = changed(requested, Task.TaskStatus.FAILED, when);
    task.getStatusReason().setText(reason.substring(0, Math.min(reason.length(), SHOWN_REASON)));
    return FhirResource.of(task);
  }

  /**
   * The Task asked for once more, since its ECG turned out to be another patient's; the one given
   * is not changed.
   *
   * @param ecg as it is filed now
   */
  public static FhirResource again(FhirResource ended, FhirResource ecg, Instant when) {
    Task task = changed(ended, Task.TaskStatus.REQUESTED, when);
    task.setStatusReason(null);
    task.setOutput(null);
    task.setFor(null);
    task.setBasedOn(null);
    concern(task, ecg);
    return FhirResource.of(task);
  }

  /** For whom and on which order. */
  private static void concern(Task task, FhirResource ecg) {
    String patient = Subjects.reference(ecg);
    if (!patient.isEmpty()) {
      task.setFor(new Reference(patient));
    }
    if (ecg.resource() instanceof Observation observation) {
      observation.getBasedOn().stream()
          .filter(Reference::hasReference)
          .forEach(order -> task.addBasedOn(new Reference(order.getReference())));
    }
  }

  /**
   * The Task with a further order; the one given is not changed.
   *
   * @param order such as {@code ServiceRequest/1}
   */
  public static FhirResource ordered(FhirResource requested, String order, Instant when) {
    Task task = changed(requested, ((Task) requested.resource()).getStatus(), when);
    task.addBasedOn(new Reference(order));
    return FhirResource.of(task);
  }

  /**
   * A Task of an order that came after its ECG was reported: completed, with that report.
   *
   * @param analysis the Task of the analysis, which stays as it is
   * @param order such as {@code ServiceRequest/1}
   * @param report reference to the DiagnosticReport
   */
  public static FhirResource fulfilled(
      FhirResource analysis, String order, String report, Instant when) {
    if (!(analysis.resource() instanceof Task of)) {
      throw new IllegalArgumentException("a " + analysis.type() + " is no Task");
    }
    Task task = new Task();
    task.addBasedOn(new Reference(order));
    task.addPartOf(new Reference(analysis.reference()));
    task.setStatus(Task.TaskStatus.COMPLETED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(of.getCode().copy());
    task.setFocus(of.getFocus().copy());
    if (of.hasFor()) {
      task.setFor(of.getFor().copy());
    }
    task.setAuthoredOn(Date.from(when));
    task.setLastModified(Date.from(when));
    task.addOutput().setValue(new Reference(report)).getType().setText("report");
    return FhirResource.of(task);
  }

  private static Task changed(FhirResource requested, Task.TaskStatus status, Instant when) {
    if (!(requested.resource() instanceof Task before)) {
      throw new IllegalArgumentException("a " + requested.type() + " is no Task");
    }
    Task task = before.copy();
    task.setStatus(status);
    task.setLastModified(Date.from(when));
    return task;
  }
}
