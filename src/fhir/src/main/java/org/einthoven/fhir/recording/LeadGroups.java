package org.einthoven.fhir.recording;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;
import org.jspecify.annotations.Nullable;

/** Groups the Observations of a Bundle into recordings. */
public final class LeadGroups {

  private LeadGroups() {}

  /**
   * The ECGs among resources, each with its parts, in the order of their first parts.
   *
   * <p>Observations of one lead belong together when subject, encounter, order, time, device and
   * sampling period are the same as sent. An Observation with a lead per component stands alone;
   * resources that are no ECG are left out.
   */
  public static List<List<Placed>> of(List<Placed> resources) {
    Map<Object, List<Placed>> groups = new LinkedHashMap<>();
    for (Placed placed : resources) {
      if (!ObservationReader.isEcg(placed.resource())) {
        continue;
      }
      Observation observation = (Observation) placed.resource().resource();
      Object key = ObservationReader.isSingleLead(placed.resource()) ? key(observation) : placed;
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(placed);
    }
    return List.copyOf(groups.values());
  }

  private record Key(
      String subject,
      String encounter,
      List<String> orders,
      @Nullable String effective,
      String device,
      @Nullable BigDecimal period) {}

  private static Key key(Observation observation) {
    SampledData signal = observation.getValueSampledData();
    BigDecimal period = signal.getPeriod();
    return new Key(
        text(observation.getSubject()),
        text(observation.getEncounter()),
        observation.getBasedOn().stream().map(LeadGroups::text).toList(),
        effective(observation),
        text(observation.getDevice()),
        period == null ? null : period.stripTrailingZeros());
  }

  private static @Nullable String effective(Observation observation) {
    if (observation.hasEffectivePeriod()) {
      return observation.getEffectivePeriod().getStartElement().getValueAsString()
          + '/'
          + observation.getEffectivePeriod().getEndElement().getValueAsString();
    }
    return observation.hasEffective() ? observation.getEffective().primitiveValue() : null;
  }

  private static String text(Reference reference) {
    return reference.getReference()
        + '|'
        + reference.getIdentifier().getSystem()
        + '|'
        + reference.getIdentifier().getValue()
        + '|'
        + reference.getDisplay();
  }
}
