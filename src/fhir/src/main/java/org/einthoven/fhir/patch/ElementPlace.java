package org.einthoven.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;

/**
 * Where an element stands in a resource.
 *
 * @param parent the element that holds it
 * @param name the parent's property, such as {@code value[x]}
 * @param list whether the property may hold several
 * @param index which of them it is, from 0 on
 */
record ElementPlace(Base parent, String name, boolean list, int index) {

  /** The place of this very element, empty where it is not in the tree. */
  static Optional<ElementPlace> of(Base root, Base element) {
    for (Property property : root.children()) {
      List<Base> values = property.getValues();
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) == element) {
          return Optional.of(new ElementPlace(root, property.getName(), property.isList(), i));
        }
      }
      for (Base value : values) {
        Optional<ElementPlace> below = of(value, element);
        if (below.isPresent()) {
          return below;
        }
      }
    }
    return Optional.empty();
  }

  /** What the property holds now. */
  List<Base> values() {
    return new ArrayList<>(parent.getChildByName(name).getValues());
  }

  /** Lets the property hold these instead, in this order. */
  void replaceAll(List<Base> values) {
    values().forEach(value -> parent.removeChild(name, value));
    values.forEach(value -> parent.setProperty(name, value));
  }
}
