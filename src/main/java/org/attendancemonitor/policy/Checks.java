package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.Raised;

/** What to tell somebody who is about to end a referral or to book, before it happens. */
final class Checks {
  /** Flags that call for support and that nobody can arrange away. */
  private static final Set<String> BACKGROUND =
      Set.of("core20", "repeat-non-attendance", "earlier-discharge-after-miss", "not-assessed");

  private final PolicySettings settings;
  private final DischargeGate gate;
  private final Supports supports;

  Checks(PolicySettings settings, DischargeGate gate) {
    this.settings = settings;
    this.gate = gate;
    this.supports = new Supports(settings);
  }

  DischargeCheck ofDischarge(Pathway pathway) {
    DischargeGate.Findings findings = gate.findings(pathway, Evidence.of(pathway));
    boolean afterMiss = !DischargeGate.lasting(pathway).isEmpty();
    Set<String> offered = offered(pathway.record, pathway.now);
    Set<String> fitting = new TreeSet<>();
    Policy.SUPPORT.stream()
        .flatMap(kind -> pathway.tasks(kind).stream())
        .filter(task -> task.status().open())
        .forEach(task -> fitting.addAll(task.supports()));
    fitting.addAll(suggested(pathway.record, pathway.assessed, pathway.now));
    List<Reason> notYet =
        fitting.stream().filter(action -> !offered.contains(action)).map(supports::named).toList();
    return new DischargeCheck(
        pathway.referral.id(),
        pathway.service(),
        afterMiss,
        findings.missing(),
        findings.stops(),
        notYet,
        needs(pathway.assessed),
        open(pathway.record));
  }

  BookingAdvice ofBooking(PersonRecord record, Assessed assessed, String service, Instant now) {
    Set<String> fitting = new LinkedHashSet<>();
    open(record).stream()
        .filter(task -> task.service().equals(service) && Policy.SUPPORT.contains(task.kind()))
        .forEach(task -> fitting.addAll(task.supports()));
    fitting.addAll(suggested(record, assessed, now));
    return new BookingAdvice(
        needs(assessed),
        fitting.stream().map(supports::named).toList(),
        SafeContact.cautions(assessed, settings));
  }

  private List<String> suggested(PersonRecord record, Assessed assessed, Instant now) {
    List<String> barriers =
        record.contacts().stream()
            .filter(contact -> !contact.at().isAfter(now))
            .flatMap(contact -> contact.reasons().stream())
            .distinct()
            .toList();
    return supports.of(null, assessed.flags(), barriers);
  }

  private static Set<String> offered(PersonRecord record, Instant now) {
    Set<String> offered = new LinkedHashSet<>();
    record.contacts().stream()
        .filter(contact -> !contact.at().isAfter(now))
        .map(Contact::supports)
        .flatMap(List::stream)
        .map(Offered::support)
        .forEach(offered::add);
    return offered;
  }

  /**
   * What is recorded of the person, but for what is only a suggestion about a group. What somebody
   * can arrange for comes first; where a person lives and what happened before comes last.
   */
  private List<Reason> needs(Assessed assessed) {
    return assessed.flags().stream()
        .filter(flag -> !flag.code().equals(settings.safeContactFlag()))
        .filter(flag -> !flag.level().equals(Flag.SUGGESTION))
        .sorted(Comparator.comparing((Raised flag) -> BACKGROUND.contains(flag.code())))
        .map(Raised::reasons)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static List<SupportTask> open(PersonRecord record) {
    return record.tasks().stream().filter(task -> task.status().open()).toList();
  }
}
