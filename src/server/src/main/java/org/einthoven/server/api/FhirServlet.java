package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.ETagSupportEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.IdSource;

/**
 * HAPI's server: routing, parsing, negotiation and interceptors; what is done is in the providers.
 */
@WebServlet(urlPatterns = "/fhir/*")
public class FhirServlet extends RestfulServer {

  private static final long serialVersionUID = 1L;

  private final transient SearchParameters parameters;
  private final transient Interactions interactions;
  private final transient SystemProvider system;
  private final transient AnalyzeProvider analyze;
  private final transient Capabilities capabilities;
  private final transient HistoryPages histories;
  private final transient IdSource ids;

  /** With what its providers need. */
  @Inject
  public FhirServlet(
      SearchParameters parameters,
      Interactions interactions,
      SystemProvider system,
      AnalyzeProvider analyze,
      Capabilities capabilities,
      HistoryPages histories,
      IdSource ids) {
    super(FhirText.context());
    this.parameters = parameters;
    this.interactions = interactions;
    this.system = system;
    this.analyze = analyze;
    this.capabilities = capabilities;
    this.histories = histories;
    this.ids = ids;
  }

  @Override
  protected void initialize() {
    List<Object> providers = new ArrayList<>();
    for (String type : SearchParameters.RESOURCE_TYPES) {
      providers.add(
          new ResourceProvider(
              FhirText.context().getResourceDefinition(type).getImplementingClass(), interactions));
    }
    providers.add(system);
    providers.add(analyze);
    setProviders(providers.toArray());
    setServerName("Einthoven");
    setServerVersion(capabilities.softwareVersion());
    setImplementationDescription("Einthoven ECG diagnosis server");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setDefaultPreferReturn(PreferReturnEnum.REPRESENTATION);
    setETagSupport(ETagSupportEnum.ENABLED);
    ServerCapabilityStatementProvider statement = capabilities.provider(this, parameters);
    setServerConformanceProvider(statement);
    registerInterceptor(new ApiPages(statement));
    registerInterceptor(histories);
    registerInterceptor(new Uncounted());
    registerInterceptor(new ParsedBody());
    registerInterceptor(new Faults(ids));
  }
}
