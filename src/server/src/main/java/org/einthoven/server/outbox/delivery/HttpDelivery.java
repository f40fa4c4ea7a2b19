package org.einthoven.server.outbox.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.einthoven.server.config.EinthovenSettings;

/** Sends one request and tells what came of it. The answer's body is not kept. */
@Singleton
public class HttpDelivery {

  /** The header that names the delivery; all attempts have the same. */
  private static final String DELIVERY = "Einthoven-Delivery";

  /** Then nothing was sent, and another address of the same name may answer. */
  private static final String NOBODY = "nobody takes connections at the receiver's address";

  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final int SUCCESS = 2;
  private static final int SERVER_ERROR = 5;
  private static final int HUNDRED = 100;

  private final PinnedClients clients;
  private final Clock clock;
  private final Duration timeout;
  private final boolean allowPrivate;

  HttpDelivery(PinnedClients clients, Clock clock, EinthovenSettings settings) {
    this.clients = clients;
    this.clock = clock;
    this.timeout = settings.delivery().timeout();
    this.allowPrivate = settings.delivery().allowPrivate();
  }

  /**
   * Makes an attempt.
   *
   * @param delivery which delivery it is of
   */
  public Attempt send(Outgoing outgoing, UUID delivery) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(outgoing.to().getHost());
    } catch (UnknownHostException e) {
      return new Attempt.Later("the receiver's name has no address", null);
    }
    // One special address among public ones is enough: which one is taken would be luck.
    if (!allowPrivate
        && !outgoing.trusted()
        && !Arrays.stream(addresses).allMatch(AddressRule::isPublic)) {
      return new Attempt.Refused(
          "the receiver's address is loopback, private or otherwise special, and"
              + " einthoven.delivery.allow-private is not set");
    }
    if (outgoing.method().equals(Outgoing.CHECK)) {
      return new Attempt.Delivered();
    }
    Attempt attempt = new Attempt.Later(NOBODY, null);
    for (InetAddress address : addresses) {
      attempt = exchange(request(outgoing, address, delivery), outgoing.to());
      if (!(attempt instanceof Attempt.Later later && later.reason().equals(NOBODY))) {
        break;
      }
    }
    return attempt;
  }

  private HttpRequest request(Outgoing outgoing, InetAddress address, UUID delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(PinnedClients.pinned(outgoing.to(), address))
            .timeout(timeout)
            .header("Host", PinnedClients.host(outgoing.to()))
            .header(DELIVERY, delivery.toString())
            .method(
                outgoing.method(),
                outgoing.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
    if (!outgoing.mediaType().isEmpty()) {
      request.header("Content-Type", outgoing.mediaType());
    }
    outgoing
        .headers()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    String secret = outgoing.secret();
    if (secret != null) {
      request.header(Signature.HEADER, Signature.of(secret, clock.instant(), outgoing.body()));
    }
    return request.build();
  }

  private Attempt exchange(HttpRequest request, URI to) {
    CompletableFuture<HttpResponse<Void>> sent =
        clients.client(to).sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return judged(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Attempt.Later("the receiver did not answer in time", null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
        return new Attempt.Later(NOBODY, null);
      }
      if (cause instanceof IOException) {
        return new Attempt.Later("no answer: " + cause.getClass().getSimpleName(), null);
      }
      throw new IllegalStateException("the request could not be sent", cause);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Attempt.Later("the server stopped", null);
    }
  }

  private Attempt judged(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status / HUNDRED == SUCCESS) {
      return new Attempt.Delivered();
    }
    String reason = "the receiver answered " + status;
    if (PASSING.contains(status) || status / HUNDRED == SERVER_ERROR) {
      return new Attempt.Later(
          reason, response.headers().firstValue("Retry-After").map(this::delay).orElse(null));
    }
    return new Attempt.Refused(reason);
  }

  /** Retry-After as seconds or as a date (RFC 9110, 10.2.3); zero where it is neither. */
  private Duration delay(String retryAfter) {
    try {
      return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    } catch (NumberFormatException e) {
      try {
        ZonedDateTime until =
            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
        Duration left = Duration.between(clock.instant(), until.toInstant());
        return left.isNegative() ? Duration.ZERO : left;
      } catch (DateTimeException notADate) {
        return Duration.ZERO;
      }
    }
  }
}
