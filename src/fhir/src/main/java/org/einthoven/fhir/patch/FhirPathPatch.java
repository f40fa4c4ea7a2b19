package org.einthoven.fhir.patch;

import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.List;
import java.util.function.Supplier;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;

/**
 * FHIRPath Patch (FHIR R4, fhirpatch): operations {@code add}, {@code insert}, {@code delete},
 * {@code replace} and {@code move}, each of which names its element by FHIRPath. All of them are
 * carried out or none.
 */
public final class FhirPathPatch {

  private static final String OPERATION = "operation";

  /** Made once, at the first patch: it reads the grammar. */
  private static final class Paths {
    private static final IFhirPath PATHS = FhirText.context().newFhirPath();
  }

  private final Resource resource;

  private FhirPathPatch(Resource resource) {
    this.resource = resource;
  }

  /**
   * A resource with the operations carried out; the one given is not changed.
   *
   * @param patch its parameters named {@code operation}
   */
  public static ParsedFhir apply(FhirResource before, Parameters patch) {
    FhirPathPatch patched = new FhirPathPatch(before.resource().copy());
    List<ParametersParameterComponent> operations = patch.getParameter();
    if (operations.isEmpty()) {
      return refused("the patch has no operation", "Parameters", "send parameters named operation");
    }
    for (int i = 0; i < operations.size(); i++) {
      try {
        patched.carryOut(operations.get(i));
      } catch (RefusedPatchException e) {
        return refused(e.problem(), "Parameters.parameter[" + i + "]", e.remedy());
      }
    }
    // The strict parser sees what came of it as if it had been sent whole.
    return FhirText.readJson(FhirResource.of(patched.resource).json());
  }

  private static ParsedFhir refused(String problem, String place, String remedy) {
    return new ParsedFhir.Refused(
        new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy));
  }

  private void carryOut(ParametersParameterComponent operation) {
    if (!OPERATION.equals(operation.getName())) {
      throw new RefusedPatchException(
          "a parameter is not named operation", "send parameters named operation");
    }
    String type = text(operation, "type");
    String path = text(operation, "path");
    switch (type) {
      case "add" -> PatchValue.put(single(path), text(operation, "name"), value(operation));
      case "insert" -> insert(path, operation);
      case "delete" -> delete(path);
      case "replace" -> replace(path, operation);
      case "move" -> move(path, operation);
      default ->
          throw new RefusedPatchException(
              "the operation's type is not known", "send add, insert, delete, replace or move");
    }
  }

  private void insert(String path, ParametersParameterComponent operation) {
    ElementPlace place = listAt(path);
    List<Base> values = place.values();
    int index = index(operation, "index", values.size());
    Base added = PatchValue.put(place.parent(), place.name(), value(operation));
    values.add(index, added);
    place.replaceAll(values);
  }

  private void delete(String path) {
    List<Base> found = at(path);
    if (found.size() > 1) {
      throw several();
    }
    if (!found.isEmpty()) {
      ElementPlace place = place(found.get(0));
      List<Base> values = place.values();
      values.remove(place.index());
      place.replaceAll(values);
    }
  }

  private void replace(String path, ParametersParameterComponent operation) {
    ElementPlace place = place(single(path));
    List<Base> values = place.values();
    place.replaceAll(List.of());
    Base added = PatchValue.put(place.parent(), place.name(), value(operation));
    values.set(place.index(), added);
    place.replaceAll(values);
  }

  private void move(String path, ParametersParameterComponent operation) {
    ElementPlace place = listAt(path);
    List<Base> values = place.values();
    int from = index(operation, "source", values.size() - 1);
    int to = index(operation, "destination", values.size() - 1);
    values.add(to, values.remove(from));
    place.replaceAll(values);
  }

  private List<Base> at(String path) {
    try {
      return Paths.PATHS.evaluate(resource, path, Base.class);
    } catch (FhirPathExecutionException e) {
      throw new RefusedPatchException(
          "the path is no FHIRPath", "send a path such as Patient.name[0]");
    }
  }

  private Base single(String path) {
    List<Base> found = at(path);
    if (found.isEmpty()) {
      throw new RefusedPatchException("the path leads to nothing", "read the resource again");
    }
    if (found.size() > 1) {
      throw several();
    }
    return found.get(0);
  }

  private static RefusedPatchException several() {
    return new RefusedPatchException(
        "the path leads to several elements", "name one, such as Patient.name[0]");
  }

  private ElementPlace listAt(String path) {
    List<Base> found = at(path);
    if (found.isEmpty()) {
      throw new RefusedPatchException(
          "the path leads to an empty list", "add the element to the one that holds the list");
    }
    ElementPlace place = place(found.get(0));
    if (!place.list()) {
      throw new RefusedPatchException("the path leads to no list", "replace the element");
    }
    return place;
  }

  private ElementPlace place(Base element) {
    return ElementPlace.of(resource, element)
        .orElseThrow(
            () ->
                new RefusedPatchException(
                    "the path does not lead to an element of the resource",
                    "send a path that begins with " + resource.fhirType()));
  }

  private static ParametersParameterComponent value(ParametersParameterComponent operation) {
    return part(operation, "value", () -> "the operation has no value");
  }

  private static String text(ParametersParameterComponent operation, String name) {
    return part(operation, name, () -> "the operation has no " + name).getValue()
            instanceof PrimitiveType<?> primitive
        ? primitive.getValueAsString()
        : "";
  }

  private static int index(ParametersParameterComponent operation, String name, int last) {
    if (part(operation, name, () -> "the operation has no " + name).getValue()
            instanceof IntegerType number
        && number.hasValue()
        && number.getValue() >= 0
        && number.getValue() <= last) {
      return number.getValue();
    }
    throw new RefusedPatchException(
        "the operation's " + name + " is not a place in the list",
        "send a whole number from 0 to " + last);
  }

  private static ParametersParameterComponent part(
      ParametersParameterComponent operation, String name, Supplier<String> problem) {
    return operation.getPart().stream()
        .filter(part -> name.equals(part.getName()))
        .findFirst()
        .orElseThrow(() -> new RefusedPatchException(problem.get(), "send a part named " + name));
  }
}
