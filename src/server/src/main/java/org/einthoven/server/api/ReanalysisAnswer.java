package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.async.Reanalyses;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The answer to a patient's ECGs being read anew: a batch-response with an entry for each ECG, in
 * the order in which they came. Its status is 201 with a new report, 200 with the one that was made
 * by the same model already, 500 where it was given up.
 */
@Singleton
public class ReanalysisAnswer {

  private static final String MADE = "201";
  private static final int FAILED = 500;

  private final ResourceReader reader;

  /** Of reports as they are stored. */
  public ReanalysisAnswer(ResourceReader reader) {
    this.reader = reader;
  }

  FhirResource of(List<Reanalyses.Item> ecgs, String base) {
    Map<ResourceId, FhirResource> reports =
        reader.read(ecgs.stream().map(Reanalyses.Item::report).filter(Objects::nonNull).toList());
    Bundle bundle = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (Reanalyses.Item ecg : ecgs) {
      FhirResource report = ecg.report() == null ? null : reports.get(ecg.report());
      if (report == null) {
        bundle.addEntry(failed(ecg));
        continue;
      }
      BundleEntryComponent entry = EntryAnswers.found(report.resource(), base);
      if (ecg.made()) {
        entry
            .getResponse()
            .setStatus(MADE)
            .setLocation(
                report.reference() + "/_history/" + report.resource().getMeta().getVersionId());
      }
      bundle.addEntry(entry);
    }
    return FhirResource.of(bundle);
  }

  private static BundleEntryComponent failed(Reanalyses.Item ecg) {
    BundleEntryComponent entry = EntryAnswers.of(FAILED);
    entry
        .getResponse()
        .setOutcome(
            (OperationOutcome)
                Later.outcome(
                        IssueSeverity.ERROR,
                        IssueType.EXCEPTION,
                        ecg.source().reference()
                            + " was not read anew: "
                            + ecg.failure()
                            + ". What was reported of it stands. Ask again.")
                    .resource());
    return entry;
  }
}
