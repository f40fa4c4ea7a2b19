package org.einthoven.server.search;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;

/** Walks over everything in a resource that points elsewhere. */
public final class ResourceLinks {

  private ResourceLinks() {}

  /** What is done with each link. */
  public interface Visitor {

    /**
     * A reference.
     *
     * @param place its FHIRPath, such as {@code Observation.basedOn[0]}
     */
    void reference(Reference reference, String place);

    /** A URI, URL or canonical that is not part of a reference. */
    default void uri(UriType uri, String place) {}
  }

  /** Visits the links of a resource and of what it contains, in order. */
  public static void visit(Resource resource, Visitor visitor) {
    visit(resource, resource.fhirType(), visitor);
  }

  private static void visit(Base element, String place, Visitor visitor) {
    for (Property property : element.children()) {
      List<Base> values = property.getValues();
      String name = property.getName().replace("[x]", "");
      for (int i = 0; i < values.size(); i++) {
        Base value = values.get(i);
        if (value == null) {
          continue;
        }
        String at = place + "." + name + (property.isList() ? "[" + i + "]" : "");
        if (value instanceof Reference reference) {
          visitor.reference(reference, at);
        } else if (value instanceof UriType uri) {
          visitor.uri(uri, at);
        }
        if (!value.isPrimitive()) {
          visit(value, at, visitor);
        }
      }
    }
  }
}
