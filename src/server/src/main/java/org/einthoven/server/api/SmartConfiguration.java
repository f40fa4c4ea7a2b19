package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.oidc.OidcConfigurationMetadata;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.einthoven.server.config.EinthovenSettings;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * {@code /fhir/.well-known/smart-configuration}: where apps log in and what they may ask for (SMART
 * App Launch 2.2, conformance). Without a login there is none.
 */
@Interceptor
@Singleton
public class SmartConfiguration {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OAUTH =
      "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

  private final Optional<String> issuer;
  private final Instance<OidcConfigurationMetadata> provider;

  /** Of the issuer's own metadata. */
  public SmartConfiguration(
      EinthovenSettings settings, Instance<OidcConfigurationMetadata> provider) {
    this.issuer = settings.oidc().issuer();
    this.provider = provider;
  }

  /**
   * Answers it.
   *
   * @return whether the request is for somebody else
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public boolean answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (issuer.isEmpty()
        || !"/.well-known/smart-configuration".equals(request.getPathInfo())
        || !request.getMethod().equals("GET")) {
      return true;
    }
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(JSON.writeValueAsBytes(document(issuer.get())));
    return false;
  }

  private ObjectNode document(String of) {
    OidcConfigurationMetadata known = provider.get();
    ObjectNode json = JSON.createObjectNode().put("issuer", of);
    put(json, "jwks_uri", known.getJsonWebKeySetUri());
    put(json, "authorization_endpoint", known.getAuthorizationUri());
    put(json, "token_endpoint", known.getTokenUri());
    put(json, "introspection_endpoint", known.getIntrospectionUri());
    put(json, "revocation_endpoint", known.getRevocationUri());
    all(json.putArray("grant_types_supported"), "authorization_code", "client_credentials");
    all(json.putArray("code_challenge_methods_supported"), "S256");
    all(
        json.putArray("scopes_supported"),
        "openid",
        "launch/patient",
        "patient/*.rs",
        "user/*.cruds",
        "system/*.cruds");
    all(json.putArray("response_types_supported"), "code");
    all(
        json.putArray("capabilities"),
        "permission-v2",
        "permission-patient",
        "permission-user",
        "client-confidential-symmetric",
        "client-public");
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void all(ArrayNode array, String... values) {
    List.of(values).forEach(array::add);
  }

  /** The same in a capability statement; empty without a login. */
  Optional<CapabilityStatementRestSecurityComponent> security() {
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    OidcConfigurationMetadata known = provider.get();
    CapabilityStatementRestSecurityComponent security =
        new CapabilityStatementRestSecurityComponent();
    security.addService(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/restful-security-service",
                "SMART-on-FHIR",
                "SMART-on-FHIR")));
    security.setDescription(
        "Bearer tokens with SMART App Launch 2 scopes; see .well-known/smart-configuration.");
    Extension addresses = new Extension(OAUTH);
    uri(addresses, "authorize", known.getAuthorizationUri());
    uri(addresses, "token", known.getTokenUri());
    security.addExtension(addresses);
    return Optional.of(security);
  }

  private static void uri(Extension addresses, String name, @Nullable String value) {
    if (value != null) {
      addresses.addExtension(new Extension(name, new UriType(value)));
    }
  }
}
