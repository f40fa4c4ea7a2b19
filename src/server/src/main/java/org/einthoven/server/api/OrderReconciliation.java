package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.OrderNumbers;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * Finds the order of an ECG by its number: a placer, filler or accession number with the system
 * that gave it. A number without a system means nothing outside of where it was given; where two
 * orders have the number, none is taken.
 */
@Singleton
public class OrderReconciliation {

  private static final int MOST = 100;

  private final ResourceReader stored;
  private final SearchIndex index;
  private final OrderNumbers numbers;
  private final IdentityCheck identities;
  private final LateOrders late;

  /** Among the orders that are stored. */
  public OrderReconciliation(
      ResourceReader stored,
      SearchIndex index,
      OrderNumbers numbers,
      IdentityCheck identities,
      LateOrders late) {
    this.stored = stored;
    this.index = index;
    this.numbers = numbers;
    this.identities = identities;
    this.late = late;
  }

  /**
   * Lets an ECG that is about to be stored refer to the orders that it names by number. The numbers
   * stay as they were sent.
   *
   * @param place where the ECG stands in what was sent
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when the order is of
   *     another patient (422)
   */
  void link(Observation ecg, String place) {
    List<OrderNumber> named = OrderNumber.of(ecg);
    numbers.hold(named.stream().map(OrderNumber::key).toList());
    for (OrderNumber number : named) {
      Optional<ServiceRequest> order = order(number);
      if (order.isEmpty() || refersTo(ecg, order.get())) {
        continue;
      }
      if (identities.differ(ecg, ecg.getSubject(), order.get())) {
        throw Refusing.invalid(
            "the subject and the order name different patients",
            place + "." + number.place(),
            "send the number of an order of this patient, or name the patient of the order");
      }
      link(ecg, number, order.get());
    }
  }

  /** Lets ECGs that were waiting for these orders know of them. */
  void arrived(List<Deposited> deposited) {
    for (Deposited each : deposited) {
      if (!each.repeat()
          && each.resource().resource() instanceof ServiceRequest order
          && order.getStatus() != ServiceRequestStatus.REVOKED
          && order.getStatus() != ServiceRequestStatus.ENTEREDINERROR) {
        arrived(order);
      }
    }
  }

  private void arrived(ServiceRequest order) {
    List<Criterion.TokenValue> values = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Identifier identifier : order.getIdentifier()) {
      if (identifier.hasSystem() && identifier.hasValue()) {
        values.add(new Criterion.TokenValue(identifier.getSystem(), identifier.getValue()));
        keys.add(identifier.getSystem() + "|" + identifier.getValue());
      }
    }
    if (values.isEmpty()) {
      return;
    }
    numbers.hold(keys);
    Set<ResourceId> ecgs = new LinkedHashSet<>();
    for (String param : List.of("based-on:identifier", "identifier")) {
      ecgs.addAll(find("Observation", new Criterion.Tokens(param, values, false), MOST));
    }
    for (ResourceId id : ecgs) {
      FhirResource found = stored.read(id).orElse(null);
      if (found != null
          && found.resource() instanceof Observation ecg
          && ecg.getStatus() != Observation.ObservationStatus.ENTEREDINERROR
          && !refersTo(ecg, order)
          && late.isEcg(id)) {
        OrderNumber.of(ecg).stream()
            .filter(number -> isOf(number, order))
            .findFirst()
            .ifPresent(number -> arrived(ecg, number, order));
      }
    }
  }

  private void arrived(Observation ecg, OrderNumber number, ServiceRequest order) {
    if (identities.differ(ecg, ecg.getSubject(), order)) {
      late.conflict(ecg, order);
      return;
    }
    link(ecg, number, order);
    late.link(ecg, order);
  }

  private boolean isOf(OrderNumber number, ServiceRequest order) {
    String id = order.getIdElement().getIdPart();
    return order(number).filter(only -> only.getIdElement().getIdPart().equals(id)).isPresent();
  }

  private static void link(Observation ecg, OrderNumber number, ServiceRequest order) {
    Reference reference = number.reference();
    if (reference == null) {
      reference =
          ecg.addBasedOn().setType("ServiceRequest").setIdentifier(number.identifier().copy());
    }
    reference.setReference(reference(order));
  }

  private Optional<ServiceRequest> order(OrderNumber number) {
    Identifier identifier = number.identifier();
    Criterion criterion =
        new Criterion.Tokens(
            "identifier",
            List.of(new Criterion.TokenValue(identifier.getSystem(), identifier.getValue())),
            false);
    List<ServiceRequest> orders = new ArrayList<>();
    for (ResourceId id : find("ServiceRequest", criterion, MOST)) {
      FhirResource found = stored.read(id).orElse(null);
      if (found != null
          && found.resource() instanceof ServiceRequest order
          && order.getStatus() != ServiceRequestStatus.ENTEREDINERROR
          && order.getIdentifier().stream().anyMatch(number::isSame)) {
        orders.add(order);
      }
    }
    return orders.size() == 1 ? Optional.of(orders.get(0)) : Optional.empty();
  }

  private Set<ResourceId> find(String type, Criterion criterion, int most) {
    Set<ResourceId> found = new LinkedHashSet<>();
    index
        .find(new IndexQuery(type, List.of(criterion), List.of(), null, most))
        .forEach(hit -> found.add(new ResourceId(type, hit.resourceId())));
    return found;
  }

  private static boolean refersTo(Observation ecg, ServiceRequest order) {
    return ecg.getBasedOn().stream()
        .anyMatch(reference -> reference(order).equals(reference.getReference()));
  }

  private static String reference(ServiceRequest order) {
    return "ServiceRequest/" + order.getIdElement().getIdPart();
  }
}
