package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.outbox.CriticalReports.Due;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.store.ResourceId;

/**
 * Tells contacts of critical reports: those of the first place in the order at once, those of the
 * next place after a while, after the last the first again, until somebody acknowledges the report.
 */
@Singleton
public class Escalation {

  private static final int MOST = 100;

  private final CriticalReports reports;
  private final Receivers receivers;
  private final Criteria criteria;
  private final DeliveryQueue queue;
  private final Duration again;

  Escalation(
      CriticalReports reports,
      Receivers receivers,
      Criteria criteria,
      DeliveryQueue queue,
      EinthovenSettings settings) {
    this.reports = reports;
    this.receivers = receivers;
    this.criteria = criteria;
    this.queue = queue;
    this.again = settings.delivery().repeatCritical();
  }

  /**
   * Tells who is to be told now.
   *
   * @return of how many reports
   */
  @Transactional
  public int run() {
    List<Due> due = reports.due(MOST);
    if (due.isEmpty()) {
      return 0;
    }
    List<Receiver> all = receivers.ofTopic(Topic.REPORT_CRITICAL);
    for (Due report : due) {
      ResourceId id = report.resources().get(0).id();
      List<Receiver> contacts =
          all.stream()
              .filter(each -> each.criteria().isEmpty() || criteria.met(id, each.criteria()))
              .toList();
      if (contacts.isEmpty() && report.told() == 0) {
        reports.untold(report);
      } else {
        next(contacts, report.told()).forEach(contact -> tell(contact, report));
        reports.told(report, again);
      }
    }
    return due.size();
  }

  private static List<Receiver> next(List<Receiver> contacts, int told) {
    List<Integer> places = contacts.stream().map(Receiver::contactOrder).distinct().toList();
    if (places.isEmpty()) {
      return List.of();
    }
    int place = places.get(told % places.size());
    return contacts.stream().filter(contact -> contact.contactOrder() == place).toList();
  }

  private void tell(Receiver contact, Due report) {
    // Who cannot be reached has it waiting already: it would only come twice.
    if (!queue.owes(contact.key(), report.resources().get(0))) {
      queue.add(
          contact.key(),
          DeliveryKind.EVENT,
          receivers.countEvent(contact.key()),
          report.since(),
          report.resources());
    }
  }
}
