package org.einthoven.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses whatever the parser finds amiss, naming the element and never its content: a value that
 * is refused may be a patient's.
 */
final class StrictPlaces implements IParserErrorHandler {

  /** What R4 does not allow, and where. */
  static final class NotR4Exception extends DataFormatException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String place;
    private final String element;

    NotR4Exception(String problem, String place, String element) {
      super(problem + " at " + place);
      this.problem = problem;
      this.place = place;
      this.element = element;
    }

    /** The element's name, empty where the parser does not say. */
    String element() {
      return element;
    }

    String problem() {
      return problem;
    }

    String place() {
      return place;
    }
  }

  @Override
  public void containedResourceWithNoId(@Nullable IParseLocation location) {
    throw new NotR4Exception("a contained resource has no id", place(location, "contained"), "");
  }

  @Override
  public void incorrectJsonType(
      @Nullable IParseLocation location,
      String elementName,
      ValueType expected,
      @Nullable ScalarType expectedScalar,
      ValueType found,
      @Nullable ScalarType foundScalar) {
    throw new NotR4Exception(
        "element '" + elementName + "' is " + found + " where " + expected + " is expected",
        place(location, elementName),
        elementName);
  }

  @Override
  public void invalidValue(@Nullable IParseLocation location, String value, String error) {
    throw new NotR4Exception("a value is not of its element's type", place(location, null), "");
  }

  @Override
  public void missingRequiredElement(@Nullable IParseLocation location, String elementName) {
    throw new NotR4Exception(
        "element '" + elementName + "' is missing", place(location, elementName), elementName);
  }

  @Override
  public void unexpectedRepeatingElement(@Nullable IParseLocation location, String elementName) {
    throw new NotR4Exception(
        "element '" + elementName + "' stands more than once",
        place(location, elementName),
        elementName);
  }

  @Override
  public void unknownAttribute(@Nullable IParseLocation location, String attributeName) {
    throw new NotR4Exception(
        "unknown attribute '" + attributeName + "'", place(location, attributeName), attributeName);
  }

  @Override
  public void unknownElement(@Nullable IParseLocation location, String elementName) {
    throw new NotR4Exception(
        "unknown element '" + elementName + "'", place(location, elementName), elementName);
  }

  @Override
  public void unknownReference(@Nullable IParseLocation location, String reference) {
    throw new NotR4Exception(
        "a reference names a contained resource that is not there", place(location, null), "");
  }

  @Override
  public void invalidInternalReference(@Nullable IParseLocation location, String reference) {
    throw new NotR4Exception(
        "a reference names a contained resource that is not there", place(location, null), "");
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {
    throw new NotR4Exception(
        "an extension has both a value and extensions", place(location, null), "");
  }

  private static String place(@Nullable IParseLocation location, @Nullable String element) {
    String parent = location == null ? null : location.getParentElementName();
    if (parent == null || parent.isEmpty()) {
      return element == null ? "body" : element;
    }
    return element == null ? parent : parent + "." + element;
  }
}
