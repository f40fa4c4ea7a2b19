package org.einthoven.server.store.async;

/**
 * An interaction to be carried out in the background.
 *
 * @param method {@code GET} or {@code POST}
 * @param address what stands behind the base: {@code Type/id}, {@code Type?parameters}, {@code
 *     Type/id/$operation?parameters} and the like, or nothing for a Bundle
 * @param base the address of the FHIR API, as it was asked
 * @param lenient whether unknown search parameters are ignored
 * @param mediaType of the body, empty where there is none
 * @param body the exact bytes received; the array is not copied
 * @param again whether it can be begun again after a crash: it leaves nothing behind before it is
 *     done
 */
public record Interaction(
    String method,
    String address,
    String base,
    boolean lenient,
    String mediaType,
    byte[] body,
    boolean again) {

  @Override
  public String toString() {
    return "Interaction[" + method + ", " + body.length + " bytes]";
  }
}
