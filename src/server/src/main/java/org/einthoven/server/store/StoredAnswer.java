package org.einthoven.server.store;

import org.jspecify.annotations.Nullable;

/**
 * An answer to a request, to be given again to the same request.
 *
 * @param status the HTTP status
 * @param location the Location header, if there was one
 * @param contentType the Content-Type header, if there was one
 * @param body the body, possibly empty
 */
public record StoredAnswer(
    int status, @Nullable String location, @Nullable String contentType, byte[] body) {

  @Override
  public String toString() {
    return "StoredAnswer[" + status + ", " + body.length + " bytes]";
  }
}
