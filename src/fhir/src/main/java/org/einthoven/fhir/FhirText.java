package org.einthoven.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.format.ReadResult;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The one FHIR R4 context, and strict parsers.
 *
 * <p>Strict means: an element, an attribute or a code that R4 does not know is refused instead of
 * dropped, since a dropped element is lost data.
 */
public final class FhirText {

  private static final FhirContext CONTEXT = strictContext();

  private FhirText() {}

  /** The shared context. Its parsers are strict. */
  public static FhirContext context() {
    return CONTEXT;
  }

  /** A new compact JSON parser; a parser is for one thread. */
  public static IParser jsonParser() {
    return CONTEXT.newJsonParser();
  }

  /** A new XML parser. Bodies from outside pass {@link XmlScreen} first. */
  public static IParser xmlParser() {
    return CONTEXT.newXmlParser();
  }

  /**
   * Parses FHIR JSON that a client sent.
   *
   * @param body UTF-8, with the waveforms already taken out
   */
  public static ParsedFhir readJson(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    ParsedFhir parsed = read(jsonParser(), text);
    return parsed instanceof ParsedFhir.Refused refused
        ? new ParsedFhir.Refused(
            EntryPlaces.of(refused.refusal(), text, entry -> read(jsonParser(), entry)))
        : parsed;
  }

  /**
   * Parses FHIR XML that a client sent.
   *
   * @param body any encoding that {@link XmlScreen} accepts, with the waveforms already taken out
   */
  public static ParsedFhir readXml(byte[] body) {
    XmlScreen.Screened screened = XmlScreen.screen(body);
    if (screened instanceof XmlScreen.Refused refused) {
      return new ParsedFhir.Refused(refused.refusal());
    }
    String xml = ((XmlScreen.Text) screened).xml();
    ParsedFhir parsed = read(xmlParser(), xml);
    return parsed instanceof ParsedFhir.Refused refused
        ? new ParsedFhir.Refused(
            EntryPlaces.ofXml(refused.refusal(), xml, entry -> read(xmlParser(), entry)))
        : parsed;
  }

  private static ParsedFhir read(IParser parser, String text) {
    if (text.isBlank()) {
      return refused(
          ReadResult.Reason.EMPTY, "the body is empty", "body", "send one FHIR R4 resource");
    }
    try {
      IBaseResource resource = parser.parseResource(text);
      return new ParsedFhir.Parsed(FhirResource.of((Resource) resource));
    } catch (DataFormatException | ClassCastException | IllegalArgumentException e) {
      return refused(e, text);
    }
  }

  /** The parser wraps what the strict handler threw, more than once in XML. */
  private static ParsedFhir refused(RuntimeException thrown, String text) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StrictPlaces.NotR4Exception notR4) {
        return refused(
            ReadResult.Reason.INVALID,
            notR4.problem(),
            ElementPlaces.in(text, notR4.element()).orElse(notR4.place()),
            "send FHIR R4 (4.0.1); put what it has no element for into an extension");
      }
    }
    return refused(
        ReadResult.Reason.MALFORMED,
        "the body is not a FHIR R4 resource",
        "body",
        "send one well-formed FHIR R4 resource with its resource type");
  }

  private static ParsedFhir refused(
      ReadResult.Reason reason, String problem, String place, String remedy) {
    return new ParsedFhir.Refused(new ReadResult.Refused(reason, problem, place, remedy));
  }

  private static FhirContext strictContext() {
    FhirContext context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictPlaces());
    // Else FHIRPath would read all of R4's definitions where those are there for validation.
    context.setValidationSupport(new NoDefinitions(context));
    context.getParserOptions().setStripVersionsFromReferences(false);
    context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
    return context;
  }
}
