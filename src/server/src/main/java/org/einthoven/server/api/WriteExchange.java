package org.einthoven.server.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Status;
import java.io.IOException;
import org.einthoven.ecg.format.ReadResult;

/**
 * One write as one transaction: what HAPI answers with a 2xx is committed before the answer leaves,
 * what it answers otherwise is rolled back.
 */
@Singleton
public class WriteExchange {

  /** The rest of the way of a request. */
  @FunctionalInterface
  interface Onward {
    void run() throws IOException, ServletException;
  }

  void run(HttpServletRequest request, WholeResponse response, Exchange exchange, Onward onward)
      throws IOException, ServletException, RefusedRequestException {
    QuarkusTransaction.begin();
    boolean kept = false;
    try {
      onward.run();
      if (response.getStatus() < 400) {
        commit();
        kept = true;
      }
    } finally {
      if (!kept && QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        QuarkusTransaction.rollback();
      }
    }
    if (exchange.repeatOf() != null) {
      response.setHeader("Einthoven-Repeat", exchange.repeatOf());
    }
    response.release();
  }

  private static void commit() throws RefusedRequestException {
    try {
      QuarkusTransaction.commit();
    } catch (RuntimeException e) {
      throw new RefusedRequestException(
          409,
          new ReadResult.Refused(
              ReadResult.Reason.INVALID,
              "another request changed the same at the same time",
              "http",
              "send it again"));
    }
  }
}
