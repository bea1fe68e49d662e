package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attendancemonitor.api.Card.Indicator;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.DischargeCheck;
import org.attendancemonitor.task.TaskMapping;

/**
 * What an EPR shows before a discharge or the closing of a referral. Stops and missing evidence
 * bind only after a missed appointment; the rest is advice.
 */
final class DischargeCards {
  /** What the items of the gate are called where there is room for a word or two. */
  private static final Map<String, String> ITEMS =
      Map.of(
          "gate-1-communicated", "how it was communicated",
          "gate-2-attempts", "contact attempts",
          "gate-3-reason", "the reason",
          "gate-4-support", "support tried",
          "gate-5-vulnerability", "vulnerability",
          "gate-6-clinical", "clinical risk",
          "gate-7-safeguarding", "safeguarding advice",
          "gate-8-second-reviewer", "second reviewer",
          "gate-9-told", "who was told");

  private static final Comparator<SupportTask> MOST_URGENT_FIRST =
      Comparator.comparing(SupportTask::priority)
          .reversed()
          .thenComparing(SupportTask::due, Comparator.nullsLast(Comparator.naturalOrder()));

  private final ServiceNames services;

  DischargeCards(ServiceNames services) {
    this.services = services;
  }

  /** The cards of the referrals concerned, what matters most first. */
  List<Card> of(List<DischargeCheck> checks) {
    List<DischargeCheck> missed = checks.stream().filter(DischargeCheck::afterMiss).toList();
    List<DischargeCheck> others = checks.stream().filter(it -> !it.afterMiss()).toList();
    List<Card> cards = new ArrayList<>();
    add(cards, Indicator.CRITICAL, "Stops a discharge", missed, DischargeCheck::stops);
    missed.stream().filter(it -> !it.missing().isEmpty()).map(this::missing).forEach(cards::add);
    String support = "Support not yet offered";
    add(cards, Indicator.WARNING, support, missed, DischargeCheck::notYetOffered);
    add(cards, Indicator.WARNING, "Be aware", others, DischargeCheck::stops);
    if (missed.isEmpty()) {
      add(cards, Indicator.INFO, support, others, DischargeCheck::notYetOffered);
    }
    Set<String> needs = new LinkedHashSet<>();
    Map<String, SupportTask> open = new LinkedHashMap<>();
    for (DischargeCheck check : checks) {
      needs.addAll(Card.texts(check.needs()));
      check.elsewhere().forEach(task -> open.putIfAbsent(task.id(), task));
    }
    if (!needs.isEmpty()) {
      cards.add(Card.listing(Indicator.INFO, "Recorded needs", List.copyOf(needs)));
    }
    if (!open.isEmpty()) {
      cards.add(
          Card.listing(
              Indicator.INFO,
              "Open support tasks",
              open.values().stream().sorted(MOST_URGENT_FIRST).map(this::task).toList()));
    }
    return cards;
  }

  /** One card for all referrals of which the same is to be said. */
  private void add(
      List<Card> cards,
      Indicator indicator,
      String lead,
      List<DischargeCheck> checks,
      Function<DischargeCheck, List<Reason>> part) {
    Map<List<String>, List<DischargeCheck>> alike =
        checks.stream()
            .collect(
                Collectors.groupingBy(
                    check -> Card.texts(part.apply(check)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    alike.forEach(
        (texts, same) -> {
          if (!texts.isEmpty()) {
            cards.add(Card.listing(indicator, lead + in(same), texts));
          }
        });
  }

  private Card missing(DischargeCheck check) {
    String lead = "Missing before a discharge after a missed appointment" + in(List.of(check));
    List<String> items =
        check.missing().stream()
            .map(reason -> ITEMS.getOrDefault(reason.code(), reason.text()))
            .distinct()
            .toList();
    return new Card(
        Indicator.WARNING,
        Card.summary(lead + ": ", ", ", items),
        Card.listing(Indicator.WARNING, lead, Card.texts(check.missing())).detail());
  }

  private String in(List<DischargeCheck> checks) {
    return checks.stream()
        .map(check -> services.of(check.service()))
        .distinct()
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private String task(SupportTask task) {
    return services.of(task.service()) + ": " + TaskMapping.description(task.kind());
  }
}
