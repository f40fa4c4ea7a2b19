package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.FhirTerser;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.search.SearchParameter;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.IdType;

/**
 * The capability statement: HAPI lists the interactions that are registered, this adds what HAPI
 * cannot see.
 */
@Singleton
public class Capabilities {

  private static final String LATER =
      "Prefer: respond-async is honoured on read, vread, search, history, create, update, patch,"
          + " delete, batch, transaction, $everything, $lastn, $validate, $analyze, $meta, $meta-add"
          + " and $meta-delete, and required by $export and Patient/ID/$analyze; elsewhere it is"
          + " ignored.";
  private static final Set<TypeRestfulInteraction> WRITES =
      Set.of(
          TypeRestfulInteraction.CREATE,
          TypeRestfulInteraction.UPDATE,
          TypeRestfulInteraction.PATCH,
          TypeRestfulInteraction.DELETE);
  private static final Set<String> LABEL_CHANGES = Set.of("meta-add", "meta-delete");

  private final String version;
  private final Date started;
  private final SmartConfiguration smart;

  /** Of this version of the software, as it is from its start on. */
  public Capabilities(
      @ConfigProperty(name = "quarkus.application.version") String version,
      Clock clock,
      SmartConfiguration smart) {
    this.smart = smart;
    this.version = version;
    this.started = Date.from(clock.instant());
  }

  String softwareVersion() {
    return version;
  }

  ServerCapabilityStatementProvider provider(
      RestfulServer server, SearchParameters parameters, Reads reads) {
    return new ServerCapabilityStatementProvider(server) {
      @Override
      protected void postProcess(FhirTerser terser, IBaseConformance statement) {
        CapabilityStatement whole = (CapabilityStatement) statement;
        whole.setPublisher("Einthoven");
        whole.setDate(started);
        for (CapabilityStatementRestComponent rest : whole.getRest()) {
          rest.getResource().removeIf(r -> !parameters.serves(r.getType()));
          // HAPI adds it after each type is completed; "all references" is not offered here.
          rest.getResource()
              .forEach(r -> r.getSearchInclude().removeIf(each -> "*".equals(each.getValue())));
          rest.getResource().stream()
              .filter(r -> SearchParameters.READ_ONLY_TYPES.contains(r.getType()))
              .forEach(Capabilities::withoutWrites);
          once(rest.getOperation());
          rest.getResource().forEach(r -> once(r.getOperation()));
          rest.getInteraction().removeIf(can -> can.getCode() == SystemRestfulInteraction.BATCH);
          rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
          rest.setDocumentation(LATER);
          smart.security().ifPresent(rest::setSecurity);
        }
      }

      /** HAPI would make one up of a method. */
      @Override
      public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        return reads.read(
            "OperationDefinition", new IdType(id.getValue()), (ServletRequestDetails) request);
      }

      @Override
      protected void postProcessRestResource(FhirTerser terser, IBase resource, String name) {
        if (name != null && parameters.serves(name)) {
          complete((CapabilityStatementRestResourceComponent) resource, name, parameters);
        }
      }
    };
  }

  /** An operation that a type and its resources offer is one. */
  private static void once(List<CapabilityStatementRestResourceOperationComponent> operations) {
    Set<String> seen = new HashSet<>();
    operations.removeIf(each -> !seen.add(each.getName() + " " + each.getDefinition()));
  }

  private static void withoutWrites(CapabilityStatementRestResourceComponent resource) {
    resource.getInteraction().removeIf(can -> WRITES.contains(can.getCode()));
    resource.getOperation().removeIf(can -> LABEL_CHANGES.contains(can.getName()));
    resource.setConditionalCreateElement(null);
    resource.setConditionalUpdateElement(null);
    resource.setConditionalDeleteElement(null);
  }

  private static void complete(
      CapabilityStatementRestResourceComponent resource, String type, SearchParameters parameters) {
    resource.setReadHistory(true);
    if (SearchParameters.READ_ONLY_TYPES.contains(type)) {
      resource.setVersioning(ResourceVersionPolicy.VERSIONED);
    } else {
      resource.setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE);
      resource.setUpdateCreate(true);
      resource.setConditionalCreate(true);
      resource.setConditionalUpdate(true);
      resource.setConditionalDelete(ConditionalDeleteStatus.SINGLE);
    }
    OwnDefinitions.profilesOn(type).forEach(resource::addSupportedProfile);
    resource.addReferencePolicy(ReferenceHandlingPolicy.LITERAL);
    resource.addReferencePolicy(ReferenceHandlingPolicy.LOGICAL);
    resource.addReferencePolicy(ReferenceHandlingPolicy.ENFORCED);
    resource.addReferencePolicy(ReferenceHandlingPolicy.LOCAL);
    resource.getSearchParam().clear();
    resource.getSearchInclude().clear();
    resource.getSearchRevInclude().clear();
    for (SearchParameter parameter : parameters.of(type)) {
      CapabilityStatementRestResourceSearchParamComponent said = resource.addSearchParam();
      said.setName(parameter.name());
      said.setType(parameter.type());
      said.setDefinition(parameter.definition());
      if (parameter.kind() == Criterion.Kind.REFERENCE) {
        resource.addSearchInclude(type + ":" + parameter.name());
      }
    }
    if (type.equals("Subscription")) {
      SubscriptionProvider.describe(resource);
    }
    for (String other : SearchParameters.RESOURCE_TYPES) {
      for (SearchParameter parameter : parameters.of(other)) {
        if (parameter.targets().contains(type)) {
          resource.addSearchRevInclude(other + ":" + parameter.name());
        }
      }
    }
  }
}
