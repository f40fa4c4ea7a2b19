package org.einthoven.server.search;

import java.util.List;
import java.util.Map;
import org.einthoven.server.store.index.Criterion;

/** Understands {@code Location.near} (FHIR R4 location 8.7.6): latitude, longitude, distance. */
final class NearParsing {

  /** How far what is near may be where a search does not say it. */
  static final double USUAL_METRES = 50_000;

  /** UCUM codes of lengths, in metres. */
  private static final Map<String, Double> METRES =
      Map.of("km", 1000.0, "m", 1.0, "[mi_i]", 1609.344, "[nmi_i]", 1852.0, "[ft_i]", 0.3048);

  private NearParsing() {}

  /**
   * One circle.
   *
   * @param parts of {@code latitude|longitude|distance|units}; without units the distance is in
   *     kilometres
   */
  static Criterion.Circle circle(String name, List<String> parts) {
    if (parts.size() < 2 || parts.size() > 4) {
      throw malformed(name, "is not a place and a distance");
    }
    double latitude = number(name, parts.get(0));
    double longitude = number(name, parts.get(1));
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      throw malformed(name, "is not a place on earth");
    }
    String distance = parts.size() > 2 ? parts.get(2) : "";
    String unit = parts.size() > 3 && !parts.get(3).isEmpty() ? parts.get(3) : "km";
    Double metres = METRES.get(unit);
    if (metres == null) {
      throw malformed(name, "has a unit that is not known");
    }
    double radius = distance.isEmpty() ? USUAL_METRES : number(name, distance) * metres;
    if (radius < 0) {
      throw malformed(name, "has a distance below zero");
    }
    return new Criterion.Circle(latitude, longitude, radius);
  }

  private static double number(String name, String text) {
    // Double.parseDouble takes what no coordinate is, such as NaN and 0x1p3.
    if (!text.matches("[+-]?\\d{1,9}(\\.\\d{1,20})?")) {
      throw malformed(name, "has a part that is not a number");
    }
    return Double.parseDouble(text);
  }

  private static RuntimeException malformed(String name, String problem) {
    return BadRequest.parameter(
        name,
        problem,
        "send latitude|longitude|distance|unit in degrees (WGS 84), such as 48.14|11.58|5|km; the"
            + " unit is one of "
            + METRES.keySet().stream().sorted().toList());
  }
}
