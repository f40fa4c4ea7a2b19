package org.einthoven.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.server.config.EinthovenSettings;

/**
 * CDS Hooks 2.0: {@code GET /cds-services} tells the service, {@code POST /cds-services/last-ecg}
 * answers with cards of the patient's last ECG, {@code POST /cds-services/last-ecg/feedback} keeps
 * what became of them. Web pages may call it from the origins that are configured, and from none
 * else.
 */
@WebServlet(urlPatterns = {"/cds-services", "/cds-services/*"})
public class CdsHooksServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String SERVICE = "/last-ecg";
  private static final String FEEDBACK = SERVICE + "/feedback";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<EinthovenSettings> settings;
  private final transient Instance<BodyReading> bodies;
  private final transient Instance<LastEcg> ecgs;
  private final transient Instance<CdsCards> cards;
  private final transient Instance<CdsFeedback> feedback;
  private final transient Instance<Faults> faults;

  /** With what finds the ECG and makes the cards. */
  @Inject
  public CdsHooksServlet(
      Instance<EinthovenSettings> settings,
      Instance<BodyReading> bodies,
      Instance<LastEcg> ecgs,
      Instance<CdsCards> cards,
      Instance<CdsFeedback> feedback,
      Instance<Faults> faults) {
    this.settings = settings;
    this.bodies = bodies;
    this.ecgs = ecgs;
    this.cards = cards;
    this.feedback = feedback;
    this.faults = faults;
  }

  private interface Answering {
    void answer() throws IOException, RefusedRequestException;
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Answering answering)
      throws IOException {
    allow(request, response);
    response.setHeader("Cache-Control", "no-store");
    try {
      try {
        answering.answer();
      } catch (RuntimeException e) {
        throw new RefusedRequestException(faults.get().answer(e));
      }
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  /** Lets the web pages of configured origins read the answer (CDS Hooks 2.0, CORS). */
  private boolean allow(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    response.setHeader("Vary", "Origin");
    boolean allowed =
        origin != null
            && settings.get().cdsHooks().allowedOrigins().orElse(List.of()).contains(origin);
    if (allowed) {
      response.setHeader("Access-Control-Allow-Origin", origin);
    }
    return allowed;
  }

  @Override
  protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
    if (allow(request, response)) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
      response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
      response.setHeader("Access-Control-Max-Age", "600");
    }
    response.setHeader("Allow", "GET, POST, OPTIONS");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        request,
        response,
        () -> {
          String path = path(request);
          if (path.equals(SERVICE) || path.equals(FEEDBACK)) {
            response.setHeader("Allow", "POST, OPTIONS");
            throw refused(405, "this address is not read", "send it by POST");
          }
          if (!path.isEmpty()) {
            throw unknown();
          }
          write(response, discovery());
        });
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        request,
        response,
        () -> {
          String path = path(request);
          if (path.isEmpty()) {
            response.setHeader("Allow", "GET, OPTIONS");
            throw refused(405, "this address takes nothing", "send it to a service");
          }
          if (!path.equals(SERVICE) && !path.equals(FEEDBACK)) {
            throw unknown();
          }
          if (!MediaTypes.bare(request.getContentType()).equals("application/json")) {
            throw refused(415, "the content type is not JSON", "send application/json");
          }
          byte[] body = bodies.get().read(request);
          if (path.equals(FEEDBACK)) {
            feedback.get().store(body);
            response.setStatus(HttpServletResponse.SC_OK);
          } else {
            CdsRequest call = CdsRequest.read(body);
            write(response, cards.get().of(call, ecgs.get().of(call, base(request))));
          }
        });
  }

  private static String path(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.equals("/") ? "" : path;
  }

  private static String base(HttpServletRequest request) {
    String whole = request.getRequestURL().toString();
    return whole.substring(0, whole.length() - request.getRequestURI().length()) + "/fhir";
  }

  private static ObjectNode discovery() {
    ObjectNode answer = CdsJson.JSON.createObjectNode();
    ArrayNode services = answer.putArray("services");
    // One id may serve several hooks (CDS Hooks 2.0, Discovery).
    for (String hook : List.of(CdsRequest.PATIENT_VIEW, CdsRequest.ORDER_SELECT)) {
      ObjectNode service = services.addObject();
      service.put("hook", hook);
      service.put("id", SERVICE.substring(1));
      service.put("title", "Findings of the last ECG");
      service.put(
          "description",
          hook.equals(CdsRequest.ORDER_SELECT)
              ? "The findings of the patient's last ECG and, where a drug is ordered, its QTc"
              : "The findings of the patient's last ECG");
      service
          .putObject("prefetch")
          .put("patient", "Patient/{{context.patientId}}")
          .put(
              "reports",
              "DiagnosticReport?patient={{context.patientId}}"
                  + "&category=http://terminology.hl7.org/CodeSystem/v2-0074|EC"
                  + "&_sort=-date&_count=5&_include=DiagnosticReport:result");
    }
    return answer;
  }

  private static void write(HttpServletResponse response, ObjectNode answer) throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(CdsJson.JSON.writeValueAsBytes(answer));
  }

  private static RefusedRequestException unknown() {
    return refused(404, "there is no such service", "see GET /cds-services");
  }

  private static RefusedRequestException refused(int status, String problem, String remedy) {
    return new RefusedRequestException(
        status, new ReadResult.Refused(ReadResult.Reason.UNSUPPORTED, problem, "http", remedy));
  }
}
