package org.einthoven.server.store.async;

import org.jspecify.annotations.Nullable;

/**
 * An interaction to be carried out in the background.
 *
 * @param method of HTTP
 * @param address what stands behind the base: {@code Type/id}, {@code Type?parameters}, {@code
 *     Type/id/$operation?parameters}, {@code Type/id/_history} and the like, or nothing for a
 *     Bundle
 * @param base the address of the FHIR API, as it was asked
 * @param lenient whether unknown search parameters are ignored
 * @param mediaType of the body, empty where there is none
 * @param body the exact bytes received; the array is not copied
 * @param ifMatch the version that a write expects, null where it says none
 * @param ifNoneExist the condition of a create, null where it has none
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
    @Nullable String ifMatch,
    @Nullable String ifNoneExist,
    boolean again) {

  @Override
  public String toString() {
    return "Interaction[" + method + ", " + body.length + " bytes]";
  }
}
