package org.einthoven.server.api;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who a request comes from. Every check of who may do something asks here, so that a login has one
 * place to be put; until then a header says it, and nobody has to prove it.
 */
final class Requester {

  private static final String SENDER = "Einthoven-Sender";
  private static final String ANONYMOUS = "anonymous";

  private Requester() {}

  static String of(HttpServletRequest request) {
    String named = request.getHeader(SENDER);
    return named == null || named.isBlank() ? ANONYMOUS : named.strip();
  }
}
