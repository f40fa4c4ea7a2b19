package org.einthoven.fhir.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;

/** {@code docs/profiles.md}, made from the definitions. */
final class ProfilesPage {

  private static final String HEAD =
      """
      # Profiles

      Made from [fhir-profiles](../fhir-profiles/) by `ProfilesPageTest`; to make it anew:

      ```
      ./mvnw -q test -am -pl src/fhir -Dtest=ProfilesPageTest -Dsurefire.failIfNoSpecifiedTests=false \\
        -Deinthoven.regenerate=true
      ```

      What each profile demands beside FHIR R4 (4.0.1) and the profile that it is made on. *at least* and *at most* say how often
      an element stands, where R4 has it otherwise. Real resources by each of them are in
      [fhir-profiles/examples](../fhir-profiles/examples/), made by our own code from a synthetic ECG. A server answers the
      definitions at `/fhir/StructureDefinition`, `/fhir/ValueSet` and `/fhir/CodeSystem`, and checks a resource by
      `POST /fhir/TYPE/$validate` ([HTTP](http.md)).

      Resources that the server makes claim their profile in `meta.profile`; what is sent need not, and reading is wider
      ([codes and forms read](fhir-codes.md)).
      """;

  private ProfilesPage() {}

  static String make() {
    StringBuilder page = new StringBuilder(HEAD);
    for (FhirResource definition : OwnDefinitions.of("StructureDefinition")) {
      profile(page, (StructureDefinition) definition.resource());
    }
    page.append("\n## Value sets\n\n| value set | codes | |\n|---|---|---|\n");
    for (FhirResource definition : OwnDefinitions.of("ValueSet")) {
      valueSet(page, (ValueSet) definition.resource());
    }
    for (FhirResource definition : OwnDefinitions.of("CodeSystem")) {
      codeSystem(page, (CodeSystem) definition.resource());
    }
    return page.toString();
  }

  private static void profile(StringBuilder page, StructureDefinition profile) {
    String base = profile.getBaseDefinition();
    page.append("\n## ").append(profile.getTitle()).append("\n\n`");
    page.append(profile.getUrl()).append("`, on ");
    page.append(base.contains("einthoven.org") ? "the profile `" + last(base) + "`" : last(base));
    page.append(profile.getAbstract() ? "; the base of others, never claimed itself" : "");
    page.append(".\n\n").append(profile.getDescription()).append("\n\n");
    List<String> rows = new ArrayList<>();
    for (ElementDefinition element : profile.getDifferential().getElement()) {
      String demand = demand(element);
      if (!demand.isEmpty()) {
        rows.add("| `" + element.getId() + "` | " + demand + " |\n");
      }
    }
    page.append("| element | demand |\n|---|---|\n").append(String.join("", rows));
  }

  private static String demand(ElementDefinition element) {
    StringJoiner parts = new StringJoiner("; ");
    if (element.hasShort()) {
      parts.add(cell(element.getShort()));
    }
    if (element.hasMin() && element.getMin() > 0) {
      parts.add("at least " + element.getMin());
    }
    if (element.hasMax()) {
      parts.add("0".equals(element.getMax()) ? "never" : "at most " + element.getMax());
    }
    if (element.hasType()) {
      parts.add(String.join(" or ", element.getType().stream().map(ProfilesPage::type).toList()));
    }
    if (element.hasFixed()) {
      parts.add("`" + value(element.getFixed()) + "`");
    }
    if (element.hasPattern()) {
      parts.add("has " + value(element.getPattern()));
    }
    if (element.hasBinding()) {
      parts.add(
          element.getBinding().getStrength().toCode()
              + " binding to `"
              + last(element.getBinding().getValueSet())
              + "`");
    }
    element
        .getConstraint()
        .forEach(rule -> parts.add("**" + rule.getKey() + "** " + cell(rule.getHuman()).strip()));
    return parts.toString();
  }

  private static String type(TypeRefComponent type) {
    List<String> targets =
        type.getTargetProfile().stream()
            .map(CanonicalType::getValue)
            .map(ProfilesPage::last)
            .toList();
    return targets.isEmpty()
        ? type.getCode()
        : type.getCode() + " to " + String.join(", ", targets);
  }

  private static String value(Type value) {
    if (value instanceof Coding coding) {
      return code(coding);
    }
    if (value instanceof CodeableConcept concept) {
      return String.join(", ", concept.getCoding().stream().map(ProfilesPage::code).toList());
    }
    return value.primitiveValue();
  }

  private static String code(Coding coding) {
    return "`" + coding.getSystem() + "#" + coding.getCode() + "`";
  }

  private static void valueSet(StringBuilder page, ValueSet set) {
    StringJoiner codes = new StringJoiner(", ");
    for (ValueSet.ConceptSetComponent include : set.getCompose().getInclude()) {
      include.getConcept().forEach(concept -> codes.add("`" + concept.getCode() + "`"));
      if (!include.hasConcept()) {
        codes.add("all of `" + last(include.getSystem()) + "`");
      }
    }
    page.append("| `").append(set.getUrl()).append("` | ").append(codes).append(" | ");
    page.append(cell(set.getDescription())).append(" |\n");
  }

  private static void codeSystem(StringBuilder page, CodeSystem system) {
    page.append("\n## ").append(system.getTitle()).append("\n\n`").append(system.getUrl());
    page.append("`. ").append(system.getDescription()).append("\n\n");
    page.append("| code | display | |\n|---|---|---|\n");
    for (CodeSystem.ConceptDefinitionComponent concept : system.getConcept()) {
      page.append("| `").append(concept.getCode()).append("` | ");
      page.append(cell(concept.getDisplay())).append(" | ");
      page.append(cell(concept.getDefinition())).append(" |\n");
    }
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replace("\n", " ");
  }

  private static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
