package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.server.store.async.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * What an operation sees of a request that was answered before it is carried out: its parameters,
 * and of its headers whether it is lenient.
 */
final class LaterRequest extends ServletRequestDetails {

  private final Exchange exchange;
  private final boolean lenient;

  LaterRequest(
      Interaction asked,
      String operation,
      Map<String, List<String>> parameters,
      Exchange exchange) {
    this.exchange = exchange;
    this.lenient = asked.lenient();
    setFhirServerBase(asked.base());
    setOperation(operation);
    Map<String, String[]> sent = new HashMap<>();
    parameters.forEach((name, values) -> sent.put(name, values.toArray(String[]::new)));
    setParameters(sent);
  }

  Exchange exchange() {
    return exchange;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return lenient && name.equalsIgnoreCase("Prefer") ? "handling=lenient" : null;
  }

  @Override
  public List<String> getHeaders(String name) {
    String only = getHeader(name);
    return only == null ? List.of() : List.of(only);
  }
}
