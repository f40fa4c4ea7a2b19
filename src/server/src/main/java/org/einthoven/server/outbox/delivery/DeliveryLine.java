package org.einthoven.server.outbox.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as an operator sees it.
 *
 * @param state {@code waiting}, {@code running}, {@code sent} or {@code failed}
 * @param focus what it is about, as {@code Type/id/_history/n}, empty where it is about nothing
 * @param failure why the last attempt failed
 */
public record DeliveryLine(
    UUID id,
    String receiver,
    String kind,
    String state,
    int attempts,
    String focus,
    Instant createdAt,
    Instant dueAt,
    @Nullable String failure) {}
