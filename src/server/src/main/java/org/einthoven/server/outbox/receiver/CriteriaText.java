package org.einthoven.server.outbox.receiver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Criteria as {@code Type?parameters}.
 *
 * @param resourceType empty where it is left out
 * @param parameters as in an address, encoded
 */
record CriteriaText(String resourceType, String parameters) {

  static CriteriaText of(String criteria) {
    int mark = criteria.indexOf('?');
    if (mark >= 0) {
      return new CriteriaText(criteria.substring(0, mark), criteria.substring(mark + 1));
    }
    boolean typeAlone = criteria.matches("[A-Z][A-Za-z]*");
    return typeAlone ? new CriteriaText(criteria, "") : new CriteriaText("", criteria);
  }

  /** The parameters, decoded. */
  Map<String, List<String>> decoded() {
    Map<String, List<String>> decoded = new LinkedHashMap<>();
    for (String part : parameters.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        decoded
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return decoded;
  }
}
