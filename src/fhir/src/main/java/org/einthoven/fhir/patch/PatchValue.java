package org.einthoven.fhir.patch;

import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;

/**
 * The value of a patch operation: a datatype, or the parts of an element that is no datatype of its
 * own (a backbone element), each named after its property.
 */
final class PatchValue {

  private PatchValue() {}

  /** Puts the value into the parent's property, behind what a list holds, and returns it. */
  static Base put(Base parent, String name, ParametersParameterComponent value) {
    Property property = property(parent, name);
    if (!property.isList() && property.hasValues()) {
      throw new RefusedPatchException(
          name + " has a value already and may have only one", "replace it instead of adding it");
    }
    try {
      if (value.hasValue()) {
        parent.setProperty(property.getName(), value.getValue());
        var values = property(parent, name).getValues();
        return values.get(values.size() - 1);
      }
      if (value.getPart().isEmpty()) {
        throw new RefusedPatchException("the value is empty", "send value[x], or parts");
      }
      Base added = parent.addChild(property.getName());
      for (ParametersParameterComponent part : value.getPart()) {
        put(added, part.getName() == null ? "" : part.getName(), part);
      }
      return added;
    } catch (FHIRException | ClassCastException | IllegalArgumentException e) {
      throw new RefusedPatchException(
          "the value does not fit " + name, "send a value of the type that R4 gives it");
    }
  }

  private static Property property(Base parent, String name) {
    for (Property property : parent.children()) {
      if (property.getName().equals(name) || property.getName().equals(name + "[x]")) {
        return property;
      }
    }
    throw new RefusedPatchException(
        parent.fhirType() + " has no element of the name given", "send a name that R4 knows");
  }
}
