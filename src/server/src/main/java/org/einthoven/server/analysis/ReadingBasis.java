package org.einthoven.server.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.reading.CriticalLimits;

/**
 * What a reading rests on besides the recording.
 *
 * @param software its version
 * @param release {@link Release#sha256()}
 * @param platform {@link Release#platform()}
 * @param model which model
 * @param criticalLimits from where on a finding is critical
 * @param codings which code systems are emitted
 */
public record ReadingBasis(
    String software,
    String release,
    String platform,
    ModelIdentity model,
    CriticalLimits criticalLimits,
    ReportContext.Codings codings) {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** As it is kept; the same basis gives the same text. */
  public String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /** What was kept. */
  public static ReadingBasis parse(String text) {
    try {
      return JSON.readValue(text, ReadingBasis.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the basis of a reading cannot be read", e);
    }
  }
}
