package org.einthoven.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationPositionComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * A resource made up to be found by one search parameter.
 *
 * @param finds a value by which it is found
 * @param misses a value by which it is not
 */
record SampleResource(Resource resource, String finds, String misses) {

  private static final Pattern CAST = Pattern.compile("\\(?([\\w.]+) as (\\w+)\\)?(?:\\.(\\w+))?");
  private static final Pattern WHERE = Pattern.compile("([\\w.]+)\\.where\\((.*)\\)");

  /** A resource for a parameter, by the first place that its definition names. */
  static SampleResource of(String type, RuntimeSearchParam param, Map<String, String> there) {
    Resource resource = (Resource) FhirText.context().getResourceDefinition(type).newInstance();
    if (param.getParamType() == RestSearchParameterTypeEnum.SPECIAL) {
      ((Location) resource)
          .setPosition(
              new LocationPositionComponent(new DecimalType("11.58"), new DecimalType("48.14")));
      return new SampleResource(resource, "48.1|11.5|10|km", "48.1|11.5|5|km");
    }
    return param.getComponents().isEmpty()
        ? single(resource, first(param.getPath()), param, there)
        : composite(type, resource, param, there);
  }

  private static String first(String path) {
    return path.split("\\|", 2)[0].strip();
  }

  private static SampleResource composite(
      String type, Resource resource, RuntimeSearchParam param, Map<String, String> there) {
    String base = first(param.getPath());
    Base element = resource;
    for (String step : steps(base)) {
      element = element.addChild(step);
    }
    List<String> finds = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (RuntimeSearchParam.Component component : param.getComponents()) {
      String name = component.getReference().substring(component.getReference().indexOf('-') + 1);
      RuntimeSearchParam part = definition(type, name);
      SampleElement sample = put(element, first(part.getPath()).replace(base + ".", "X."), there);
      finds.add(sample.finds());
      misses.add(sample.misses());
    }
    return new SampleResource(
        resource, String.join("$", finds), finds.get(0) + "$" + misses.get(1));
  }

  private static RuntimeSearchParam definition(String type, String name) {
    FhirContext context = FhirText.context();
    return context.getResourceDefinition(type).getSearchParam(name);
  }

  private static SampleResource single(
      Resource resource, String path, RuntimeSearchParam param, Map<String, String> there) {
    SampleElement sample =
        path.endsWith("].resource")
            ? set(resource, steps(path), null, param.getTargets().iterator().next(), there)
            : put(resource, path, there);
    boolean token = param.getParamType() == RestSearchParameterTypeEnum.TOKEN;
    // A text that is searched as a code is found whole or not at all.
    boolean whole = token && sample.element() instanceof StringType;
    return new SampleResource(
        resource,
        whole ? ((StringType) sample.element()).getValue() : sample.finds(),
        sample.misses());
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>(List.of(path.split("\\.")));
    steps.remove(0);
    return steps;
  }

  /** Fills the place that a path names, from its second step on. */
  private static SampleElement put(Base root, String path, Map<String, String> there) {
    if (path.contains(" != false")) {
      String place = path.substring(0, path.indexOf(".exists"));
      set(root, steps(place), "boolean", null, there);
      return new SampleElement(new BooleanType(true), "true", "false");
    }
    Matcher cast = CAST.matcher(path);
    if (cast.matches()) {
      if (cast.group(3) != null) {
        Base within = root.addChild(last(cast.group(1)) + capital(cast.group(2)));
        return set(within, List.of(cast.group(3)), null, null, there);
      }
      return set(root, steps(cast.group(1)), cast.group(2), null, there);
    }
    Matcher where = WHERE.matcher(path);
    if (where.matches()) {
      return where(root, steps(where.group(1)), where.group(2), there);
    }
    return set(root, steps(path), null, null, there);
  }

  private static SampleElement where(
      Base root, List<String> steps, String condition, Map<String, String> there) {
    String resolves = "resolve() is ";
    if (condition.startsWith(resolves)) {
      return set(root, steps, null, condition.substring(resolves.length()), there);
    }
    SampleElement sample = set(root, steps, null, null, there);
    String system = condition.substring(condition.indexOf('\'') + 1, condition.lastIndexOf('\''));
    ((ContactPoint) sample.element()).setSystem(ContactPoint.ContactPointSystem.fromCode(system));
    return sample;
  }

  private static SampleElement set(
      Base root, List<String> steps, String type, String target, Map<String, String> there) {
    Base element = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      element = within(element, step);
    }
    String name = steps.get(steps.size() - 1);
    SampleElement sample = SampleElement.of(element, name, type, target, there);
    Property property = SampleElement.property(element, name);
    element.setProperty(property.getName(), sample.element());
    return sample;
  }

  private static Base within(Base element, String place) {
    String step = place.replace("[0]", "");
    Property property = SampleElement.property(element, step);
    return property.hasValues() ? property.getValues().get(0) : element.addChild(step);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
