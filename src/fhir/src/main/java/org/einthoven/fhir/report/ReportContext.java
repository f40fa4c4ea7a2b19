package org.einthoven.fhir.report;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.reading.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * What a report needs besides the reading. The same context and reading give the same bytes.
 *
 * @param source the ECG as FHIR, with its id if it is stored: the Observation, or the
 *     DocumentReference where there is no Observation. Subject, encounter, request and time are
 *     carried through from it
 * @param furtherSources references to what else the reading rests on, such as {@code
 *     DocumentReference/1}
 * @param payloadSha256 SHA-256 of the exact bytes received, 64 lower-case hexadecimal digits
 * @param sender who sent the ECG, as the server knows them
 * @param issued when the reading was made
 * @param ids a new logical id on every call
 * @param software what made the reading
 * @param card that of the model that made the reading
 * @param codings which code systems may be emitted
 * @param pictures whether the report is stored where its page is served as {@code Binary/ID-svg}
 *     and {@code Binary/ID-pdf}
 * @param earlier the patient's ECG before, null where it was compared with none
 * @param replaces reference to the report that this one replaces, null for a first reading
 */
public record ReportContext(
    FhirResource source,
    List<String> furtherSources,
    String payloadSha256,
    String sender,
    Instant issued,
    Supplier<String> ids,
    Software software,
    ModelCard card,
    Codings codings,
    boolean pictures,
    @Nullable Earlier earlier,
    @Nullable String replaces) {

  /** Copies the list. */
  public ReportContext {
    furtherSources = List.copyOf(furtherSources);
  }

  /**
   * The program that made a reading.
   *
   * @param name such as {@code Einthoven}
   * @param version such as {@code 0.1.0}
   * @param basis SHA-256 of the text that names release, platform and settings, null where none is
   *     kept
   */
  public record Software(String name, String version, @Nullable String basis) {

    /** Where nothing more is kept of it. */
    public Software(String name, String version) {
      this(name, version, null);
    }
  }

  /**
   * Which licensed code systems may be emitted. Without them the texts stay, and our own codes.
   *
   * @param snomed SNOMED CT
   * @param loinc LOINC
   */
  public record Codings(boolean snomed, boolean loinc) {

    /** All code systems. */
    public static final Codings ALL = new Codings(true, true);
  }

  /**
   * An earlier ECG of the patient that this one was compared with.
   *
   * @param report reference to its DiagnosticReport
   * @param when when it was recorded, in words
   * @param comparison what changed
   */
  public record Earlier(String report, String when, Comparison comparison) {

    /** The comparison as a sentence. */
    public String sentence() {
      return comparison.sentence("the ECG of " + when + " (" + report + ")");
    }
  }
}
