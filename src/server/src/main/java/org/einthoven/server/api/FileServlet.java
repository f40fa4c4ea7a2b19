package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.WaveformStore;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * {@code POST /ecg}: one ECG file of any format that is read here, told by its content. Who the
 * patient is and what ordered the ECG may stand in the query: {@code
 * ?patient=system|value&order=system|value}.
 */
@WebServlet(urlPatterns = "/ecg")
public class FileServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  // Servlets are made before the settings and the database are there.
  private final transient Instance<BodyReading> bodies;
  private final transient Instance<WriteExchange> writes;
  private final transient Instance<FileUpload> uploads;
  private final transient Instance<WaveformStore> waveforms;

  /** With what stores files. */
  @Inject
  public FileServlet(
      Instance<BodyReading> bodies,
      Instance<WriteExchange> writes,
      Instance<FileUpload> uploads,
      Instance<WaveformStore> waveforms) {
    this.bodies = bodies;
    this.writes = writes;
    this.uploads = uploads;
    this.waveforms = waveforms;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      byte[] bytes = bodies.get().read(request);
      String type = MediaTypes.bare(request.getContentType());
      Exchange exchange = Exchange.begin(request, new InboundBody(bytes, type, Map.of()));
      WholeResponse held =
          new WholeResponse(response, new AnswerWaveforms(exchange, waveforms::get), false, false);
      writes.get().run(request, held, exchange, () -> upload(request, held, exchange));
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  private void upload(HttpServletRequest request, HttpServletResponse response, Exchange exchange)
      throws IOException {
    try {
      FileUpload.Uploaded uploaded =
          uploads
              .get()
              .store(
                  exchange,
                  Optional.ofNullable(request.getParameter("patient")),
                  Optional.ofNullable(request.getParameter("order")));
      StringBuffer base = request.getRequestURL();
      base.setLength(base.length() - "/ecg".length());
      response.setHeader("Location", base + "/fhir/" + uploaded.location());
      Answers.write(request, response, uploaded.created() ? 201 : 200, uploaded.answer());
    } catch (BaseServerResponseException e) {
      Answers.write(
          request,
          response,
          e.getStatusCode(),
          FhirResource.of((OperationOutcome) e.getOperationOutcome()));
    }
  }
}
