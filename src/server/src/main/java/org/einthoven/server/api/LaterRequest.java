package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.einthoven.server.store.async.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * What an operation sees of a request that was answered before it is carried out: its parameters,
 * and of its headers whether it is lenient and which version it expects.
 */
final class LaterRequest extends ServletRequestDetails {

  private final Exchange exchange;
  private final Interaction asked;

  LaterRequest(Interaction asked, String operation, Exchange exchange) {
    this.exchange = exchange;
    this.asked = asked;
    setFhirServerBase(asked.base());
    setOperation(operation);
    String[] address = asked.address().split("\\?", 2);
    setRequestPath(address[0]);
    Map<String, String[]> sent = new HashMap<>();
    Searches.decode(address.length > 1 ? address[1] : "")
        .forEach((name, values) -> sent.put(name, values.toArray(String[]::new)));
    setParameters(sent);
  }

  Exchange exchange() {
    return exchange;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "prefer" -> asked.lenient() ? "handling=lenient" : null;
      case "if-match" -> asked.ifMatch();
      default -> null;
    };
  }

  @Override
  public List<String> getHeaders(String name) {
    String only = getHeader(name);
    return only == null ? List.of() : List.of(only);
  }
}
