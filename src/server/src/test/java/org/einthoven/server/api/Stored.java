package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;

/** Small resources as tests store and find them. */
final class Stored {

  private Stored() {}

  /** Stores a resource and tells {@code Type/id}. */
  static String create(String type, String fields) {
    HttpResponse<String> created =
        Http.post(
            "/fhir/" + type,
            Http.FHIR_JSON,
            "{\"resourceType\":\"" + type + "\"," + fields.replace('\'', '"') + "}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.parsed(created).reference();
  }

  static String patient() {
    return create("Patient", "'active':true");
  }

  /** An element that refers to a resource. */
  static String to(String element, String reference) {
    return "'" + element + "':{'reference':'" + reference + "'}";
  }

  /** A heart rate, or whatever the code says, of a patient at a time. */
  static String observation(String patient, String code, String time) {
    return create(
        "Observation",
        "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'"
            + code
            + "'}]},'effectiveDateTime':'"
            + time
            + "',"
            + to("subject", patient));
  }

  /** Gets a Bundle from an address below {@code /fhir/}, or from a whole one. */
  static Bundle bundle(String address) {
    HttpResponse<String> found =
        Http.get(address.startsWith("http") ? address : "/fhir/" + address);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return (Bundle) Reports.parsed(found).resource();
  }

  static List<String> references(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(
            entry ->
                entry.getResource().fhirType()
                    + "/"
                    + entry.getResource().getIdElement().getIdPart())
        .toList();
  }

  /** What all pages hold, from this one on. */
  static List<String> follow(Bundle first) {
    List<String> all = new ArrayList<>(references(first));
    Bundle page = first;
    for (BundleLinkComponent next = page.getLink("next"); next != null; ) {
      page = bundle(next.getUrl());
      all.addAll(references(page));
      next = page.getLink("next");
    }
    return all;
  }

  /** The status of a GET. */
  static int status(String address) {
    return Http.get("/fhir/" + address).statusCode();
  }
}
