package org.einthoven.server.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The parameters of an operation; what it does not know is refused. */
final class OperationInput {

  private final Parameters parameters;
  private final String base;

  private OperationInput(Parameters parameters, String base) {
    this.parameters = parameters;
    this.base = base;
  }

  /**
   * The input of an operation.
   *
   * @param base the address of the FHIR API, to know own references by
   */
  static OperationInput of(@Nullable IBaseResource body, Set<String> known, String base) {
    if (!(body instanceof Parameters parameters)) {
      throw Refusing.invalid("the body is no Parameters", "body", "send Parameters with " + known);
    }
    for (ParametersParameterComponent parameter : parameters.getParameter()) {
      if (!known.contains(parameter.getName())) {
        throw Refusing.invalid(
            "the operation does not know a parameter that was sent",
            "Parameters.parameter",
            "send none but " + known);
      }
    }
    return new OperationInput(parameters, base);
  }

  Parameters whole() {
    return parameters;
  }

  /** The Patient of this server that a parameter refers to; empty where it is not sent. */
  Optional<ResourceId> patient(String name) {
    return value(name)
        .map(
            value -> {
              String address =
                  value instanceof Reference reference ? reference.getReference() : null;
              String own = base + "/";
              IdType id =
                  new IdType(
                      address != null && address.startsWith(own)
                          ? address.substring(own.length())
                          : address);
              if (!"Patient".equals(id.getResourceType()) || !id.hasIdPart() || id.isAbsolute()) {
                throw wrong(name, "is no reference to a Patient", "send valueReference Patient/ID");
              }
              return new ResourceId("Patient", id.getIdPart());
            });
  }

  List<Identifier> identifiers(String name) {
    return all(name).stream()
        .map(
            parameter -> {
              if (parameter.getValue() instanceof Identifier identifier
                  && identifier.hasSystem()
                  && identifier.hasValue()) {
                return identifier;
              }
              throw wrong(name, "is no identifier with its system", "send both");
            })
        .toList();
  }

  /** A text that must be there. */
  String text(String name) {
    Type value = value(name).orElse(null);
    String text = value instanceof StringType string ? string.getValue() : null;
    if (text == null || text.isBlank()) {
      throw wrong(name, "is missing or no text", "send valueString");
    }
    return text;
  }

  boolean flag(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof BooleanType flag) {
                return flag.booleanValue();
              }
              throw wrong(name, "is no boolean", "send valueBoolean");
            })
        .orElse(false);
  }

  /** The parameters of this name, in order. */
  List<ParametersParameterComponent> all(String name) {
    return parameters.getParameter().stream()
        .filter(parameter -> name.equals(parameter.getName()))
        .toList();
  }

  /** The value of a parameter that is sent once at most; empty where it is not sent. */
  Optional<Type> value(String name) {
    List<ParametersParameterComponent> sent = all(name);
    if (sent.size() > 1) {
      throw wrong(name, "is sent more than once", "send it once");
    }
    return sent.stream()
        .findFirst()
        .map(
            parameter -> {
              Type value = parameter.getValue();
              if (value == null) {
                throw wrong(name, "has no value", "send one");
              }
              return value;
            });
  }

  static RuntimeException wrong(String name, String problem, String remedy) {
    return Refusing.invalid(
        "the parameter " + name + " " + problem,
        "Parameters.parameter.where(name='" + name + "')",
        remedy);
  }
}
