package org.einthoven.server.api;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Media types of FHIR. */
final class MediaTypes {

  static final String FHIR_JSON = "application/fhir+json";
  static final String FHIR_XML = "application/fhir+xml";

  /** RFC 6902. */
  static final String JSON_PATCH = "application/json-patch+json";

  private static final Set<String> JSON =
      Set.of(FHIR_JSON, "application/json+fhir", "application/json", "text/json");
  private static final Set<String> XML =
      Set.of(FHIR_XML, "application/xml+fhir", "application/xml", "text/xml");

  /** What browsers and simple clients ask for. */
  private static final Set<String> ANYTHING =
      Set.of(
          "*/*",
          "application/*",
          "text/*",
          "text/html",
          "application/xhtml+xml",
          "json",
          "xml",
          "application/fhir+ndjson",
          "application/openapi+json");

  private static final Set<String> FHIR_ALONE =
      Set.of(FHIR_JSON, FHIR_XML, "application/json+fhir", "application/xml+fhir");

  private MediaTypes() {}

  /** The type without its parameters, in lower case; empty where there is none. */
  static String bare(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String bare) {
    return JSON.contains(bare);
  }

  static boolean isXml(String bare) {
    return XML.contains(bare);
  }

  /** Whether an Accept header names something that FHIR can be answered as; null names anything. */
  static boolean meets(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    for (String range : accept.split(",", -1)) {
      String bare = bare(range);
      if (ANYTHING.contains(bare) || isJson(bare) || isXml(bare)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the type can mean nothing but FHIR, as a Binary's own content may be other XML. */
  static boolean isFhirAlone(String bare) {
    return FHIR_ALONE.contains(bare);
  }
}
