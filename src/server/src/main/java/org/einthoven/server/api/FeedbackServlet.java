package org.einthoven.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ReaderVerdicts;
import org.einthoven.server.store.ReaderVerdicts.Said;
import org.einthoven.server.store.ReaderVerdicts.SignedOff;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Device;

/**
 * {@code GET /feedback}: what clinicians said about machine readings, a JSON line for each sign-off
 * (docs/workflow.md). A recording has a pseudonym that is another one in every export; with {@code
 * signal=true} its leads come along. Neither patients nor clinicians, times or free text are in it.
 */
@WebServlet(urlPatterns = "/feedback")
public class FeedbackServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final int PSEUDONYM = 32;
  private static final double HUNDREDTHS = 100;

  // Servlets are made before the settings and the database are there.
  private final transient Instance<ReaderVerdicts> verdicts;
  private final transient Instance<RecordingStore> recordings;
  private final transient Instance<ResourceReader> resources;
  private final transient Instance<AuditTrail> audit;
  private final transient Instance<IdSource> ids;

  /** Over the store. */
  @Inject
  public FeedbackServlet(
      Instance<ReaderVerdicts> verdicts,
      Instance<RecordingStore> recordings,
      Instance<ResourceReader> resources,
      Instance<AuditTrail> audit,
      Instance<IdSource> ids) {
    this.verdicts = verdicts;
    this.recordings = recordings;
    this.resources = resources;
    this.audit = audit;
    this.ids = ids;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      export(request, response, signal(request.getParameterMap()));
    } catch (RefusedRequestException e) {
      Answers.refuse(request, response, e);
    }
  }

  private void export(HttpServletRequest request, HttpServletResponse response, boolean signal)
      throws IOException {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                audit
                    .get()
                    .record(
                        new AuditedEvent(
                            AuditedAction.FEEDBACK_EXPORTED,
                            AuditedEvent.Outcome.SUCCESS,
                            Requester.of(request).agent(),
                            List.of(),
                            null,
                            signal ? "with signals" : "")));
    String salt = ids.get().next().toString() + ids.get().next();
    response.setContentType("application/x-ndjson");
    try (JsonGenerator lines = JSON.getFactory().createGenerator(response.getOutputStream())) {
      lines.setRootValueSeparator(null);
      List<SignedOff> some = verdicts.get().after(BEFORE_ALL, AT_ONCE);
      while (!some.isEmpty()) {
        for (SignedOff each : some) {
          line(lines, each, salt, signal);
          lines.writeRaw('\n');
        }
        some = verdicts.get().after(some.get(some.size() - 1).id(), AT_ONCE);
      }
    }
  }

  private static boolean signal(Map<String, String[]> parameters) throws RefusedRequestException {
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      if (!parameter.getKey().equals("signal")
          || parameter.getValue().length != 1
          || !parameter.getValue()[0].matches("true|false")) {
        throw new RefusedRequestException(
            400,
            new ReadResult.Refused(
                ReadResult.Reason.INVALID,
                "a parameter is not understood",
                "http.query",
                "send signal=true for the leads of each ECG, or nothing"));
      }
    }
    return parameters.containsKey("signal") && parameters.get("signal")[0].equals("true");
  }

  private void line(JsonGenerator to, SignedOff signOff, String salt, boolean signal)
      throws IOException {
    Said first = signOff.said().get(0);
    to.writeStartObject();
    to.writeStringField("recording", pseudonym(salt, first.recording()));
    model(to, first.device());
    to.writeStringField("decision", first.decision());
    if (first.reason() != null) {
      to.writeStringField("reason", first.reason());
    }
    to.writeArrayFieldStart("verdicts");
    for (Said said : signOff.said()) {
      verdict(to, said);
    }
    to.writeEndArray();
    if (signal) {
      Optional<Recording> recording = recordings.get().recording(first.recording());
      if (recording.isPresent()) {
        signal(to, recording.get());
      }
    }
    to.writeEndObject();
  }

  private static String pseudonym(String salt, UUID recording) {
    return Hash.sha256((salt + recording).getBytes(StandardCharsets.UTF_8)).substring(0, PSEUDONYM);
  }

  private void model(JsonGenerator to, String id) throws IOException {
    Optional<Device> device =
        resources.get().read(new ResourceId("Device", id)).map(it -> (Device) it.resource());
    if (device.isEmpty()) {
      return;
    }
    for (Device.DeviceVersionComponent version : device.get().getVersion()) {
      to.writeStringField(version.getType().getText(), version.getValue());
    }
    to.writeStringField("weightsSha256", device.get().getIdentifierFirstRep().getValue());
  }

  private static void verdict(JsonGenerator to, Said said) throws IOException {
    to.writeStartObject();
    to.writeStringField("item", said.item());
    if (said.code() != null) {
      to.writeStringField("system", said.system());
      to.writeStringField("code", said.code());
    }
    to.writeStringField("verdict", said.verdict());
    if (said.machine() != null) {
      to.writeNumberField("machine", said.machine());
    }
    if (said.clinician() != null) {
      to.writeNumberField("clinician", said.clinician());
    }
    if (said.unit() != null) {
      to.writeStringField("unit", said.unit());
    }
    to.writeEndObject();
  }

  private static void signal(JsonGenerator to, Recording recording) throws IOException {
    to.writeNumberField("samplesPerSecond", recording.samplesPerSecond());
    to.writeObjectFieldStart("microvolts");
    for (LeadSignal lead : recording.leads()) {
      to.writeArrayFieldStart(lead.lead().label());
      for (float sample : lead.microvolts()) {
        if (Float.isNaN(sample)) {
          to.writeNull();
        } else {
          to.writeNumber(Math.round(sample * HUNDREDTHS) / HUNDREDTHS);
        }
      }
      to.writeEndArray();
    }
    to.writeEndObject();
  }
}
