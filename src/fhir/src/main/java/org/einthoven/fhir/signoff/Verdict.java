package org.einthoven.fhir.signoff;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * What a clinician's sign-off says about one thing that a machine said of an ECG, or did not say.
 * It names nobody.
 *
 * @param item what it is about
 * @param code of the statement or measurement, null of the report as a whole
 * @param machine what was measured, null of anything else and where nothing was
 * @param clinician what it should be, null of anything but a corrected measurement
 * @param unit of both, in UCUM; null where there is neither
 */
public record Verdict(
    Item item,
    @Nullable Coding code,
    Kind kind,
    @Nullable BigDecimal machine,
    @Nullable BigDecimal clinician,
    @Nullable String unit) {

  /** What a verdict may be about. */
  public enum Item {
    REPORT,
    STATEMENT,
    CRITICAL,
    MEASUREMENT
  }

  /** What a verdict may say. */
  public enum Kind {
    /** The machine said so, and the clinician agrees. */
    CONFIRMED,
    /** The machine said so, and the clinician does not agree. */
    REFUTED,
    /** The machine did not say so, and should have. */
    MISSED,
    /** The machine measured something else. */
    CORRECTED
  }

  static Verdict report(Kind kind) {
    return new Verdict(Item.REPORT, null, kind, null, null, null);
  }

  static Verdict of(Item item, Coding code, Kind kind) {
    return new Verdict(item, code, kind, null, null, null);
  }
}
