package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.server.config.EinthovenSettings;
import org.hl7.fhir.r4.model.Patient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The FHIR servers of CDS clients. None but those that are configured is ever called, so that no
 * request makes this server call an address of its choice; redirects are not followed.
 */
@Singleton
public class CdsFhirServers {

  private static final Logger LOG = Logger.getLogger(CdsFhirServers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 1 << 20;

  private final List<String> allowed;
  private final HttpClient client;

  /** Those of {@code einthoven.cds-hooks.fhir-servers}. */
  public CdsFhirServers(EinthovenSettings settings) {
    this.allowed =
        settings.cdsHooks().fhirServers().orElse(List.of()).stream()
            .map(address -> address.strip().replaceFirst("/+$", ""))
            .toList();
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Whether a server may be called. */
  boolean mayCall(String base) {
    return allowed.contains(base);
  }

  /**
   * Reads a Patient.
   *
   * @param base an address that may be called
   * @return empty where the server does not answer with that Patient
   */
  Optional<Patient> patient(String base, String id, @Nullable String token) {
    if (!mayCall(base)) {
      throw new IllegalArgumentException("not configured");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/Patient/" + id))
            .timeout(PATIENCE)
            .header("Accept", MediaTypes.FHIR_JSON);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        return answer.statusCode() == 200
                && FhirText.readJson(bytes) instanceof ParsedFhir.Parsed parsed
                && parsed.resource().resource() instanceof Patient patient
                && id.equals(patient.getIdElement().getIdPart())
            ? Optional.of(patient)
            : Optional.empty();
      }
    } catch (IOException e) {
      LOG.warnf("the FHIR server of a CDS client does not answer: %s", e.getClass().getName());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
