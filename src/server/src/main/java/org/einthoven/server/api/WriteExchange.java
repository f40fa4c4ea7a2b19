package org.einthoven.server.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.Idempotency;
import org.einthoven.server.store.StoredAnswer;
import org.hl7.fhir.r4.model.IdType;

/**
 * One write as one transaction: what HAPI answers with a 2xx is committed before the answer leaves,
 * what it answers otherwise is rolled back.
 */
@Singleton
public class WriteExchange {

  private static final int FIRST_REFUSAL = 400;

  /** Where a request that is answered later is followed. */
  private static final String FOLLOW = "Content-Location";

  private static final String REPEAT = "Einthoven-Repeat";

  /** The rest of the way of a request. */
  @FunctionalInterface
  interface Onward {
    void run() throws IOException, ServletException;
  }

  private final Idempotency idempotency;
  private final AuditTrail audit;
  private final Faults faults;

  /** With the answers that were given before. */
  public WriteExchange(Idempotency idempotency, AuditTrail audit, Faults faults) {
    this.idempotency = idempotency;
    this.audit = audit;
    this.faults = faults;
  }

  void run(HttpServletRequest request, WholeResponse response, Exchange exchange, Onward onward)
      throws IOException, ServletException, RefusedRequestException {
    QuarkusTransaction.begin();
    boolean kept = false;
    try {
      String key = request.getMethod().equals("POST") ? exchange.idempotencyKey() : null;
      if (key == null) {
        onward.run();
      } else {
        once(key, request, response, exchange, onward);
      }
      if (response.getStatus() < FIRST_REFUSAL) {
        QuarkusTransaction.commit();
        kept = true;
      }
    } catch (RuntimeException e) {
      throw new RefusedRequestException(faults.answer(e));
    } finally {
      if (!kept && QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        QuarkusTransaction.rollback();
      }
    }
    if (exchange.repeatOf() != null) {
      response.setHeader(REPEAT, exchange.repeatOf());
    }
    response.release();
  }

  private void once(
      String key,
      HttpServletRequest request,
      WholeResponse response,
      Exchange exchange,
      Onward onward)
      throws IOException, ServletException, RefusedRequestException {
    Idempotency.Claim claim =
        idempotency.claim(exchange.sender(), key, fingerprint(request, exchange));
    if (claim instanceof Idempotency.Claim.OtherRequest) {
      throw new RefusedRequestException(
          422,
          new ReadResult.Refused(
              ReadResult.Reason.INVALID,
              "the Idempotency-Key was used for another request",
              "http.Idempotency-Key",
              "send a new key with a new request"));
    }
    if (claim instanceof Idempotency.Claim.Answered answered) {
      replay(answered.answer(), response, exchange);
      return;
    }
    onward.run();
    if (response.getStatus() < FIRST_REFUSAL) {
      idempotency.answered(
          exchange.sender(),
          key,
          new StoredAnswer(
              response.getStatus(),
              response.getStatus() == HttpServletResponse.SC_ACCEPTED
                  ? response.getHeader(FOLLOW)
                  : response.getHeader("Location"),
              response.getContentType(),
              response.heldBytes()));
    }
  }

  private void replay(StoredAnswer answer, WholeResponse response, Exchange exchange)
      throws IOException {
    response.setStatus(answer.status());
    boolean accepted = answer.status() == HttpServletResponse.SC_ACCEPTED;
    if (answer.location() != null) {
      response.setHeader(accepted ? FOLLOW : "Location", answer.location());
    }
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    response.getOutputStream().write(answer.body());
    exchange.repeats(
        accepted || answer.location() == null ? "request" : reference(answer.location()));
    audit.record(
        new AuditedEvent(
            AuditedAction.REQUEST_REPEATED,
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            List.of(),
            null,
            "Idempotency-Key"));
  }

  /** {@code Type/id} of an address such as {@code http://host/fhir/Type/id/_history/1}. */
  private static String reference(String location) {
    IdType id = new IdType(location);
    return id.getResourceType() + "/" + id.getIdPart();
  }

  private static String fingerprint(HttpServletRequest request, Exchange exchange) {
    MessageDigest digest = Hash.digest();
    String query = request.getQueryString();
    String address =
        request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query);
    digest.update(address.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    if (!exchange.requester().isOpen()) {
      // An answer is given again to who may still do what it answers.
      digest.update(exchange.requester().text().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    digest.update(exchange.body().bytes());
    return Hash.hex(digest.digest());
  }
}
