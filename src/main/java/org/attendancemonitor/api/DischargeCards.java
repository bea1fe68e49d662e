package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.api.Card.Indicator;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.DischargeCheck;
import org.attendancemonitor.task.TaskMapping;

/**
 * What an EPR shows before a discharge or the closing of a referral. The gate's stops and missing
 * evidence bind only after a missed appointment; otherwise the rest is advice.
 */
final class DischargeCards {
  private final ServiceNames services;

  DischargeCards(ServiceNames services) {
    this.services = services;
  }

  /** The cards of the referrals concerned, what matters most first. */
  List<Card> of(List<DischargeCheck> checks) {
    List<Card> cards = new ArrayList<>();
    Set<String> needs = new LinkedHashSet<>();
    Map<String, SupportTask> open = new LinkedHashMap<>();
    for (DischargeCheck check : checks) {
      String service = " (" + services.of(check.service()) + ")";
      if (check.afterMiss()) {
        add(cards, Indicator.CRITICAL, "Stops" + service, Card.texts(check.stops()));
        add(
            cards,
            Indicator.WARNING,
            "Missing before a discharge after a missed appointment" + service,
            Card.texts(check.missing()));
      } else {
        add(cards, Indicator.WARNING, "Be aware" + service, Card.texts(check.stops()));
      }
      add(
          cards,
          check.afterMiss() ? Indicator.WARNING : Indicator.INFO,
          "Support not yet offered" + service,
          Card.texts(check.notYetOffered()));
      needs.addAll(Card.texts(check.needs()));
      check.elsewhere().forEach(task -> open.putIfAbsent(task.id(), task));
    }
    add(cards, Indicator.INFO, "Recorded needs", List.copyOf(needs));
    add(
        cards,
        Indicator.INFO,
        "Open support tasks",
        open.values().stream().map(this::task).toList());
    cards.sort((one, other) -> other.indicator().compareTo(one.indicator()));
    return cards;
  }

  private String task(SupportTask task) {
    return services.of(task.service()) + ": " + TaskMapping.description(task.kind());
  }

  private static void add(List<Card> cards, Indicator indicator, String lead, List<String> texts) {
    if (!texts.isEmpty()) {
      cards.add(Card.listing(indicator, lead, texts));
    }
  }
}
