package org.einthoven.fhir.validation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.fhir.task.AnalysisTask;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.reading.Interpreter;
import org.einthoven.inference.reading.Reading;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * The examples in {@code fhir-profiles/examples}: a synthetic ECG, the packaged model's reading of
 * it, and what is written with it. Of the ECG itself the first second is shown.
 */
final class Examples {

  private static final Instant RECORDED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant READ = Instant.parse("2026-01-02T03:04:15Z");

  private Examples() {}

  /** The examples by file name without ending. */
  static TreeMap<String, FhirResource> make() {
    Recording recording = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording();
    TreeMap<String, FhirResource> examples = new TreeMap<>();
    FhirResource ecg = observation(firstSecond(recording, recording.leads()), "example-12-lead");
    LeadSignal leadI = recording.signal(Lead.I).orElseThrow();
    FhirResource single =
        observation(firstSecond(recording, List.of(leadI)), "example-single-lead");
    examples.put("Observation-12-lead", ecg);
    examples.put("Observation-single-lead", single);
    List<FhirResource> written;
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      Reading reading = new Interpreter(model).interpret(recording);
      written = ReportResources.build(context(ecg, model.card()), reading);
    }
    for (FhirResource resource : written) {
      examples.put(resource.type() + name(resource), resource);
    }
    FhirResource task = AnalysisTask.requested(ecg, RECORDED);
    task.resource().setId("example-task");
    examples.put("Task-requested", task);
    examples.put("Task-completed", AnalysisTask.completed(task, written.get(0).reference(), READ));
    examples.put(
        "Task-failed", AnalysisTask.failed(task, "the model's files are not readable", READ));
    return examples;
  }

  private static String name(FhirResource resource) {
    return resource.resource() instanceof Observation observation
        ? "-"
            + observation.getCode().getCoding().stream()
                .filter(coding -> Codes.OWN.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElseThrow()
        : "";
  }

  private static Recording firstSecond(Recording recording, List<LeadSignal> leads) {
    int samples = (int) recording.samplesPerSecond();
    List<LeadSignal> cut = new ArrayList<>();
    for (LeadSignal signal : leads) {
      cut.add(new LeadSignal(signal.lead(), Arrays.copyOf(signal.microvolts(), samples)));
    }
    return new Recording(
        cut, recording.samplesPerSecond(), null, null, null, Source.of("a synthesis"));
  }

  private static FhirResource observation(Recording recording, String id) {
    FhirResource written = RecordingObservation.of(recording);
    Observation observation = (Observation) written.resource();
    observation.setId(id);
    observation.setSubject(new Reference("Patient/example"));
    observation.setEffective(new org.hl7.fhir.r4.model.DateTimeType(RECORDED.toString()));
    return written;
  }

  private static ReportContext context(FhirResource ecg, ModelCard card) {
    int[] next = {0};
    return new ReportContext(
        ecg,
        List.of(),
        "0123456789abcdef".repeat(4),
        "example-cart",
        READ,
        () -> "example-" + ++next[0],
        new ReportContext.Software("Einthoven", "0.1.0"),
        card,
        ReportContext.Codings.ALL,
        true,
        null,
        null);
  }
}
