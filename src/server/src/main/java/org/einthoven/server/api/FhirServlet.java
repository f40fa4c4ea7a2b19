package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.ETagSupportEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * HAPI's server: routing, parsing, negotiation and interceptors; what is done is in the providers.
 */
@WebServlet(urlPatterns = "/fhir/*")
public class FhirServlet extends RestfulServer {

  private static final long serialVersionUID = 1L;

  private final transient SearchParameters parameters;
  private final transient Reads reads;
  private final transient Interactions interactions;
  private final transient Validating validating;
  private final transient SystemProvider system;
  private final transient AnalyzeProvider analyze;
  private final transient PatientMergeProvider merge;
  private final transient ReassignProvider reassign;
  private final transient Capabilities capabilities;
  private final transient HistoryPages histories;
  private final transient RespondAsync async;
  private final transient Accesses accesses;
  private final transient Instance<OperationProvider> operations;
  private final transient Labels labels;
  private final transient OperationRules rules;
  private final transient SmartConfiguration smart;
  private final transient IdSource ids;

  /** With what its providers need. */
  @Inject
  public FhirServlet(
      SearchParameters parameters,
      Reads reads,
      Interactions interactions,
      Validating validating,
      SystemProvider system,
      AnalyzeProvider analyze,
      PatientMergeProvider merge,
      ReassignProvider reassign,
      Capabilities capabilities,
      HistoryPages histories,
      RespondAsync async,
      Accesses accesses,
      Instance<OperationProvider> operations,
      Labels labels,
      OperationRules rules,
      SmartConfiguration smart,
      IdSource ids) {
    super(FhirText.context());
    this.parameters = parameters;
    this.reads = reads;
    this.interactions = interactions;
    this.validating = validating;
    this.system = system;
    this.analyze = analyze;
    this.merge = merge;
    this.reassign = reassign;
    this.capabilities = capabilities;
    this.histories = histories;
    this.async = async;
    this.accesses = accesses;
    this.operations = operations;
    this.labels = labels;
    this.rules = rules;
    this.smart = smart;
    this.ids = ids;
  }

  @Override
  protected void initialize() {
    List<Object> providers = new ArrayList<>();
    for (String type : SearchParameters.RESOURCE_TYPES) {
      Class<? extends IBaseResource> implementing =
          FhirText.context().getResourceDefinition(type).getImplementingClass();
      providers.add(new ResourceProvider(implementing, reads, interactions, validating));
      providers.add(new MetaProvider(implementing, labels));
    }
    providers.add(system);
    providers.add(analyze);
    operations.forEach(providers::add);
    providers.add(merge);
    providers.add(reassign);
    setProviders(providers.toArray());
    setServerName("Einthoven");
    setServerVersion(capabilities.softwareVersion());
    setImplementationDescription("Einthoven ECG diagnosis server");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setDefaultPreferReturn(PreferReturnEnum.REPRESENTATION);
    setETagSupport(ETagSupportEnum.ENABLED);
    ServerCapabilityStatementProvider statement = capabilities.provider(this, parameters, reads);
    setServerConformanceProvider(statement);
    registerInterceptor(rules);
    registerInterceptor(smart);
    registerInterceptor(new ApiPages(this, statement));
    registerInterceptor(histories);
    registerInterceptor(new Uncounted());
    registerInterceptor(new ParsedBody());
    registerInterceptor(new SummaryForms());
    registerInterceptor(async);
    registerInterceptor(accesses);
    registerInterceptor(new Faults(ids));
  }
}
