package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.risk.Raised;

/** From a pathway to the tasks that should be there: at most one of each thread of rules. */
final class Planning {
  /** The flag of {@code risk.yaml} that counts misses in the whole trust. */
  private static final String REPEAT = "repeat-non-attendance";

  /** Support after a miss; what goes further comes first. */
  final List<Rule> support;

  /** Reviews. */
  final List<Rule> review;

  /** Every other kind of task by itself, each with its rules in order. */
  final List<List<Rule>> others;

  /** The rule that knows which outcomes are missing. */
  final OutcomeMissing outcomeMissing;

  private final PolicySettings settings;
  private final WorkingDays days;
  private final Supports supports;

  Planning(PolicySettings settings, Map<String, ServiceTerms> services, WorkingDays days) {
    this(settings, services, days, rule -> rule);
  }

  /**
   * @param each what stands for each rule: itself, except where a test shows what one is there for
   */
  Planning(
      PolicySettings settings,
      Map<String, ServiceTerms> services,
      WorkingDays days,
      UnaryOperator<Rule> each) {
    this.settings = settings;
    this.days = days;
    Wording wording = new Wording(services);
    support =
        Stream.<Rule>of(
                new WasNotBrought(settings, new Dependence(settings, services), wording),
                new RepeatMiss(settings, wording),
                new SecondAttempt(settings, wording),
                new FirstMissAtHigherRisk(wording),
                new FirstMiss(wording))
            .map(each)
            .toList();
    review =
        Stream.<Rule>of(new EndedWithoutReview(wording), new NotReached(settings, days, wording))
            .map(each)
            .toList();
    outcomeMissing = new OutcomeMissing(settings, wording);
    others =
        Stream.of(
                List.of(new DischargeLetter(settings, wording)),
                List.of(new NeedUnmet(settings, days, wording)),
                List.of(
                    new CancelledByProvider(wording), new CancelledByPatient(settings, wording)),
                List.of(new WaitingWell(settings, wording)),
                List.of(outcomeMissing),
                List.of(new AskNeeds(settings, days, wording)),
                List.of(new PrepareAppointment(settings, days, wording)),
                List.of(new Remind(settings, days, wording)))
            .map(rules -> rules.stream().<Rule>map(each::apply).toList())
            .toList();
    supports = new Supports(settings);
  }

  /** Every rule. */
  Stream<Rule> rules() {
    return Stream.of(support.stream(), review.stream(), others.stream().flatMap(List::stream))
        .flatMap(rules -> rules);
  }

  /**
   * The moments at which a rule that is in force could change its mind. When an outcome is missing
   * counts in the figures too, and is looked at whether or not anybody is asked for it.
   */
  Stream<Instant> looks(Pathway pathway) {
    return rules()
        .filter(
            rule -> rule.card().id().equals(OutcomeMissing.ID) || terms(rule, pathway).enabled())
        .flatMap(rule -> rule.looks(pathway));
  }

  /** How a task closes for which none of some rules calls. */
  Closing closing(List<Rule> rules, Pathway pathway) {
    boolean off = rules.stream().noneMatch(rule -> terms(rule, pathway).enabled());
    return off && !pathway.record.person().deceased()
        ? Closing.cancelled(CloseReason.SWITCHED_OFF)
        : rules.get(0).closing(pathway);
  }

  private RuleTerms terms(Rule rule, Pathway pathway) {
    return settings.terms(rule.card().id(), pathway.service());
  }

  /** What the first of some rules that applies calls for. */
  Optional<Due> first(List<Rule> rules, Pathway pathway) {
    for (Rule rule : rules) {
      RuleTerms terms = terms(rule, pathway);
      if (terms.enabled()) {
        Optional<Due> due =
            rule.trigger(pathway).map(trigger -> due(rule.card(), terms, trigger, pathway));
        if (due.isPresent()) {
          return due;
        }
      }
    }
    return Optional.empty();
  }

  private Due due(RuleCard card, RuleTerms terms, Trigger trigger, Pathway pathway) {
    List<Raised> flags = flags(trigger.appointments(), pathway);
    List<Appointment> misses =
        trigger.appointments().stream().filter(pathway.definition::isMiss).toList();
    List<Reason> more = new ArrayList<>(trigger.more());
    Set<String> barriers = new LinkedHashSet<>();
    for (Appointment miss : misses) {
      Attribution attribution = Attribution.of(miss, pathway, settings);
      more.addAll(attribution.told(settings));
    }
    barriers(pathway).forEach(barriers::add);
    return new Due(
        card,
        pathway.service(),
        trigger.priority().orElse(terms.priority()),
        steps(card, terms, trigger, pathway),
        String.join(",", terms.owners()),
        Wording.reasons(card, trigger.because(more), told(card, flags, pathway)),
        suggested(card, flags, barriers, misses, pathway),
        SafeContact.cautions(pathway.assessed, settings),
        trigger.appointments().stream().map(Appointment::id).toList(),
        inputs(trigger, flags, barriers));
  }

  /** Misses that the rule's own words count, all of them in this service, are not told again. */
  private static List<Raised> told(RuleCard card, List<Raised> flags, Pathway pathway) {
    boolean elsewhere =
        pathway.allMisses.stream().anyMatch(miss -> !miss.service().equals(pathway.service()));
    return elsewhere || !Policy.SUPPORT.contains(card.kind())
        ? flags
        : flags.stream().filter(flag -> !flag.code().equals(REPEAT)).toList();
  }

  /** Reasons given for misses in any service: what stood in the way once may stand there again. */
  private static Stream<String> barriers(Pathway pathway) {
    return pathway.record.contacts().stream()
        .filter(contact -> !contact.at().isAfter(pathway.now))
        .flatMap(contact -> contact.reasons().stream())
        .distinct();
  }

  /** A repeat asks for something else than what was tried before the last miss. */
  private List<String> suggested(
      RuleCard card,
      List<Raised> flags,
      Set<String> barriers,
      List<Appointment> misses,
      Pathway pathway) {
    List<String> suggested = supports.of(card.id(), flags, barriers);
    if (!card.id().equals(RepeatMiss.ID)) {
      return suggested;
    }
    Instant last = misses.get(misses.size() - 1).start();
    List<Contact> before =
        pathway.record.contacts().stream().filter(contact -> contact.at().isBefore(last)).toList();
    return supports.different(suggested, Supports.tried(before));
  }

  private static Map<String, String> inputs(
      Trigger trigger, List<Raised> flags, Set<String> barriers) {
    Map<String, String> inputs = new LinkedHashMap<>(trigger.inputs());
    inputs.put("since", trigger.since().toString());
    String raised =
        String.join(" ", flags.stream().filter(Raised::lifts).map(Raised::code).toList());
    if (!raised.isEmpty()) {
      inputs.put("flags", raised);
    }
    if (!barriers.isEmpty()) {
      inputs.put("barriers", String.join(" ", barriers));
    }
    return inputs;
  }

  private List<Step> steps(RuleCard card, RuleTerms terms, Trigger trigger, Pathway pathway) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, Integer> term : terms.steps().entrySet()) {
      String code = term.getKey();
      if (trigger.steps() == null || trigger.steps().contains(code)) {
        Instant due = trigger.dues().get(code);
        if (due == null) {
          Instant from = trigger.counts().getOrDefault(code, trigger.since());
          due = days.plus(from, term.getValue(), pathway.service());
        }
        steps.add(new Step(code, due, done(card, code, trigger, pathway).orElse(null)));
      }
    }
    steps.sort(Comparator.comparing(Step::due).thenComparing(Step::code));
    return List.copyOf(steps);
  }

  private Optional<Instant> done(RuleCard card, String step, Trigger trigger, Pathway pathway) {
    List<Appointment> appointments = trigger.appointments();
    return switch (step) {
      case Steps.CONTACT -> reached(trigger, pathway);
      case Steps.RE_OFFER -> pathway.rebookedSince(appointments);
      case Steps.ATTEMPT_2 -> Attempts.since(appointments, pathway, settings).enough(2, 2);
      case Steps.ATTEMPT_3 -> Attempts.since(appointments, pathway, settings).enough(3, 2);
      default ->
          pathway
              .stepsDone(card.kind(), step)
              .filter(at -> !at.isBefore(trigger.counts().getOrDefault(step, trigger.since())))
              .min(Instant::compareTo);
    };
  }

  /** Reached since the last miss; of what was cancelled or lies ahead, since it became known. */
  private static Optional<Instant> reached(Trigger trigger, Pathway pathway) {
    List<Appointment> about = trigger.appointments();
    Instant from = trigger.since();
    Appointment last = about.isEmpty() ? null : about.get(about.size() - 1);
    if (last != null && (pathway.definition.isMiss(last) || last.start().isBefore(from))) {
      from = last.start();
    }
    return pathway.contactsAfter(from, about).stream()
        .filter(Contact::reached)
        .map(Contact::at)
        .min(Instant::compareTo);
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
