package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.einthoven.document.PageContent;
import org.einthoven.document.PdfRenderer;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.SvgRenderer;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.report.ReportWords;
import org.einthoven.server.analysis.PageJson;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/**
 * The pages of reports as {@code Binary/ID-svg} and {@code Binary/ID-pdf}, with the id of the
 * DiagnosticReport: drawn when they are read, of the recording and of the words and marks that were
 * kept with the report, under the status that the report has now. They have the report's version,
 * are in no search and have no history.
 */
@Singleton
public class ReportPictures {

  private static final String SVG = "-svg";
  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(svg|pdf)");
  private static final String BINARY = "Binary";
  private static final String REPORT = "DiagnosticReport";

  private final ResourceStore resources;
  private final ReportPages pages;
  private final RecordingStore recordings;

  ReportPictures(ResourceStore resources, ReportPages pages, RecordingStore recordings) {
    this.resources = resources;
    this.pages = pages;
    this.recordings = recordings;
  }

  /** Whether an id of this type may be that of a picture. */
  static boolean isPicture(String type, String id) {
    return type.equals(BINARY) && NAME.matcher(id).matches();
  }

  /** The report that a picture is of. */
  static ResourceId report(IdType picture) {
    String name = picture.getIdPart();
    return new ResourceId(REPORT, name.substring(0, name.length() - SVG.length()));
  }

  /**
   * Draws a picture.
   *
   * @throws ResourceNotFoundException where there is no such report, or none with a page
   */
  Binary read(IdType id) {
    String name = id.getIdPart();
    ResourceId report = report(id);
    Optional<StoredVersion> stored = resources.current(report).filter(found -> !found.deleted());
    Optional<ReportPages.Kept> page = pages.of(report);
    if (stored.isEmpty() || page.isEmpty() || id.hasVersionIdPart()) {
      throw new ResourceNotFoundException(
          "There is no page of a "
              + report.reference()
              + ". Its presentedForm names it where there is one; reports from before pages were"
              + " kept, and those on what could not be analysed, have none.");
    }
    FhirResource read = ResourceReader.resource(stored.get());
    DiagnosticReport said = (DiagnosticReport) read.resource();
    Recording recording =
        recordings
            .recording(page.get().recording())
            .orElseThrow(() -> new IllegalStateException("a page without its recording"));
    PageContent content = PageJson.read(page.get().content());
    Drawing drawing =
        (said.getStatus() == DiagnosticReport.DiagnosticReportStatus.PRELIMINARY
                ? content
                : content.signed(
                    said.getStatus().getDisplay().toLowerCase(Locale.ROOT), signature(said)))
            .draw(recording, PageSettings.standard());
    Binary binary = new Binary();
    binary.setId(new IdType(BINARY, name, String.valueOf(stored.get().version())));
    binary.getMeta().setVersionId(String.valueOf(stored.get().version()));
    binary.getMeta().setLastUpdated(read.resource().getMeta().getLastUpdated());
    binary.setSecurityContext(new Reference(report.reference()));
    return name.endsWith(SVG)
        ? binary
            .setContentType("image/svg+xml")
            .setData(SvgRenderer.render(drawing).getBytes(StandardCharsets.UTF_8))
        : binary.setContentType("application/pdf").setData(PdfRenderer.render(drawing));
  }

  /** What the clinician said, and who they are. */
  private static List<String> signature(DiagnosticReport report) {
    List<String> words = new ArrayList<>(ReportWords.ofClinician(report));
    if (!words.isEmpty()) {
      report.getResultsInterpreter().stream()
          .map(who -> who.hasDisplay() ? who.getDisplay() : who.getReference())
          .forEach(who -> words.add("Signed: " + who));
    }
    return words;
  }
}
