package org.einthoven.server.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.search.SearchParsing;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/** Pages of what an operation finds, as searchset Bundles with links. */
final class SearchBundles {

  private static final String PARTS = "\n";

  private SearchBundles() {}

  /**
   * A page.
   *
   * @param address of the operation
   * @param arguments as sent, without the position
   * @param after where the next page begins; empty on the last page
   */
  static Bundle of(
      String base,
      String address,
      Map<String, List<String>> arguments,
      List<FhirResource> resources,
      List<String> after) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    bundle.addLink().setRelation("self").setUrl(link(address, arguments, List.of()));
    if (!after.isEmpty()) {
      bundle.addLink().setRelation("next").setUrl(link(address, arguments, after));
    }
    for (FhirResource resource : resources) {
      bundle
          .addEntry()
          .setFullUrl(base + "/" + resource.reference())
          .setResource(resource.resource())
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle;
  }

  private static String link(
      String address, Map<String, List<String>> arguments, List<String> after) {
    List<String> parts = new ArrayList<>();
    arguments.forEach(
        (name, values) -> {
          if (!name.equals(SearchParsing.AFTER)) {
            values.forEach(value -> parts.add(encode(name) + "=" + encode(value)));
          }
        });
    if (!after.isEmpty()) {
      String token =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(String.join(PARTS, after).getBytes(StandardCharsets.UTF_8));
      parts.add(SearchParsing.AFTER + "=" + token);
    }
    return parts.isEmpty() ? address : address + "?" + String.join("&", parts);
  }

  /** The position that a next link carries, of so many parts. */
  static List<String> after(String token, int parts) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> position = List.of(text.split(PARTS, -1));
      if (position.size() == parts && text.codePoints().noneMatch(SearchBundles::isForeign)) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      // Answered below like any other position that is none.
    }
    throw notAPage();
  }

  /** No type, id or time has it; PostgreSQL takes no text with a NUL. */
  private static boolean isForeign(int character) {
    return Character.isISOControl(character) && character != PARTS.charAt(0);
  }

  static RuntimeException notAPage() {
    return BadRequest.parameter(
        SearchParsing.AFTER,
        "is not from a next link of this operation",
        "follow the links as they were sent");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
