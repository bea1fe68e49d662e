package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.risk.Raised;

/** From a pathway to the tasks that should be there: at most one of support, one of review. */
final class Planning {
  /** What goes further comes first. */
  private final List<Rule> support;

  private final List<Rule> review;
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;
  private final Supports supports;

  Planning(PolicySettings settings, Map<String, ServiceTerms> services, WorkingDays days) {
    this.settings = settings;
    this.days = days;
    support =
        List.of(
            new WasNotBrought(settings, services),
            new RepeatMiss(settings.repeat()),
            new FirstMissAtHigherRisk(),
            new FirstMiss());
    review = List.of(new EndedWithoutReview(), new NotReached(settings.unreached(), days));
    wording = new Wording(services);
    supports = new Supports(settings.supports());
  }

  Optional<Due> support(Pathway pathway) {
    return first(support, pathway);
  }

  Optional<Due> review(Pathway pathway) {
    return first(review, pathway);
  }

  private Optional<Due> first(List<Rule> rules, Pathway pathway) {
    for (Rule rule : rules) {
      RuleTerms terms = settings.terms(rule.id(), pathway.service());
      if (terms.enabled()) {
        Optional<Due> due =
            rule.trigger(pathway).map(trigger -> due(rule, terms, trigger, pathway));
        if (due.isPresent()) {
          return due;
        }
      }
    }
    return Optional.empty();
  }

  private Due due(Rule rule, RuleTerms terms, Trigger trigger, Pathway pathway) {
    List<Raised> flags = flags(trigger.misses(), pathway);
    return new Due(
        rule.id(),
        rule.version(),
        rule.kind(),
        terms.priority(),
        steps(terms, trigger, pathway),
        String.join(",", terms.owners()),
        wording.reasons(rule, trigger, pathway, flags),
        supports.of(rule.id(), flags),
        trigger.misses().stream().map(Appointment::id).toList());
  }

  private List<Step> steps(RuleTerms terms, Trigger trigger, Pathway pathway) {
    List<Step> steps = new ArrayList<>();
    terms
        .steps()
        .forEach(
            (code, workingDays) -> {
              Instant due = days.plus(trigger.since(), workingDays, pathway.service());
              steps.add(new Step(code, due, done(code, trigger, pathway).orElse(null)));
            });
    steps.sort(Comparator.comparing(Step::due).thenComparing(Step::code));
    return List.copyOf(steps);
  }

  private static Optional<Instant> done(String step, Trigger trigger, Pathway pathway) {
    return switch (step) {
      case Steps.CONTACT -> pathway.reachedSince(trigger.misses());
      case Steps.RE_OFFER -> pathway.rebookedSince(trigger.misses());
      default -> Optional.empty();
    };
  }

  /** What was raised at any time since one of these misses, each flag once. */
  private static List<Raised> flags(List<Appointment> misses, Pathway pathway) {
    Map<String, Raised> byCode = new LinkedHashMap<>();
    if (misses.isEmpty()) {
      pathway.assessed.flags().forEach(flag -> byCode.put(flag.code(), flag));
    }
    for (Appointment miss : misses) {
      for (Raised flag : pathway.assessed.since(miss.id())) {
        byCode.merge(flag.code(), flag, Planning::together);
      }
    }
    return List.copyOf(byCode.values());
  }

  private static Raised together(Raised one, Raised other) {
    List<Reason> reasons = new ArrayList<>(one.reasons());
    other.reasons().stream().filter(reason -> !reasons.contains(reason)).forEach(reasons::add);
    return new Raised(one.code(), one.level(), reasons);
  }
}
