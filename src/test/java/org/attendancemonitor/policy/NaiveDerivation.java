package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;

/**
 * Which flags and open tasks there must be, written a second time, without regard for speed. It
 * shares no code with {@code risk} and {@code policy}, and knows the shipped settings by heart, for
 * services that change nothing. Of the stored tasks it looks at what people have done with them,
 * and at what those who have one were told.
 */
public final class NaiveDerivation {
  private static final List<String> SUPPORT =
      List.of("was-not-brought", "support-plan", "support-attendance");
  private static final Set<String> UNMET = Set.of("R02", "R07", "R08");

  private final PersonRecord record;
  private final Instant now;
  private final LocalDate today;
  private final Set<String> paediatric;
  private final boolean preparing;
  private final NaiveFlags flags;
  private final NaiveWork work;

  /**
   * @param paediatric keys of the services that see children
   * @param preparing T1 to T3 are switched on
   */
  public NaiveDerivation(
      PersonRecord record, Instant now, Set<String> paediatric, boolean preparing) {
    this.record = record;
    this.now = now;
    this.paediatric = paediatric;
    this.preparing = preparing;
    today = NaiveCalendar.day(now);
    flags = new NaiveFlags(record, today);
    work = new NaiveWork(record, now);
  }

  /** A task that should be there: which rule, about what, and its steps with due and done. */
  private final class Due {
    final Referral referral;
    final String kind;
    final String rule;
    final List<Appointment> about;
    final Instant since;
    final Map<String, Instant> dues = new TreeMap<>();
    final Map<String, Instant> done = new TreeMap<>();
    boolean endsByItself;

    Due(Referral referral, String kind, String rule, List<Appointment> about, Instant since) {
      this.referral = referral;
      this.kind = kind;
      this.rule = rule;
      this.about = about;
      this.since = since;
    }

    Due step(String code, int workingDays) {
      return step(code, NaiveCalendar.due(since, workingDays), null);
    }

    /** A step that a person ticks. */
    Due ticked(String code, Instant due) {
      return step(code, due, work.ticked(referral.id(), kind, code, since));
    }

    Due ticked(String code, int workingDays) {
      return ticked(code, NaiveCalendar.due(since, workingDays));
    }

    Due step(String code, Instant due, Instant when) {
      dues.put(code, due);
      if (when != null) {
        done.put(code, when);
      }
      return this;
    }

    Due contact(int workingDays) {
      return contact(NaiveCalendar.due(since, workingDays));
    }

    /** Done when the person was reached after the last miss, or since something else came up. */
    Due contact(Instant due) {
      Instant from = since;
      if (!about.isEmpty()) {
        Appointment last = about.get(about.size() - 1);
        boolean earlier = last.outcome().missed() || last.start().isBefore(since);
        from = earlier ? last.start() : since;
      }
      Instant reached = null;
      for (Contact contact : contacts(referral, about, from)) {
        if (contact.reached() && (reached == null || contact.at().isBefore(reached))) {
          reached = contact.at();
        }
      }
      return step("contact", due, reached);
    }

    boolean over() {
      return endsByItself && done.keySet().equals(dues.keySet());
    }

    String words(String state) {
      Instant next = null;
      for (Map.Entry<String, Instant> step : dues.entrySet()) {
        boolean open = !done.containsKey(step.getKey());
        next = open && (next == null || step.getValue().isBefore(next)) ? step.getValue() : next;
      }
      Map<String, String> steps = new TreeMap<>();
      dues.forEach(
          (code, due) ->
              steps.put(code, due + (done.containsKey(code) ? " " + done.get(code) : "")));
      return String.join(
          " ", referral.id(), kind, rule, steps.toString(), state, told(state, next).toString());
    }
  }

  /** The active flags, as {@code code level}. */
  public Set<String> flags() {
    return flags.on(today);
  }

  /** The open tasks in the words of {@link #words}. */
  public Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    for (Referral referral : referrals()) {
      Map<String, Due> due = new LinkedHashMap<>();
      Due support = support(referral);
      if (support != null && !furtherTaken(support)) {
        due.put(support.kind, support);
      }
      List<Due> others = new ArrayList<>();
      others.add(review(referral));
      others.add(letter(referral));
      others.add(unmet(referral));
      others.add(cancelled(referral));
      others.add(waiting(referral));
      others.add(outcomeMissing(referral));
      if (preparing) {
        others.add(ask(referral));
        others.add(prepare(referral));
        others.add(remind(referral));
      }
      for (Due other : others) {
        if (other != null) {
          due.put(other.kind, other);
        }
      }
      Set<String> had = new HashSet<>();
      for (NaiveWork.Taken taken : work.taken) {
        SupportTask task = taken.task();
        if (task.referral().equals(referral.id())) {
          boolean first = had.add(task.kind().code());
          Due wanted = first ? due.get(task.kind().code()) : null;
          tasks.add(followed(taken, wanted));
        }
      }
      due.forEach(
          (kind, wanted) -> {
            if (!had.contains(kind) && !wanted.over()) {
              tasks.add(wanted.words("- requested"));
            }
          });
    }
    return tasks;
  }

  /** Whoever has a task is told what is due while it is about the same; else that it changed. */
  private String followed(NaiveWork.Taken taken, Due wanted) {
    SupportTask task = taken.task();
    if (wanted != null && ids(wanted.about).equals(task.appointments())) {
      return wanted.over() ? changed(task, taken.state(), List.of()) : wanted.words(taken.state());
    }
    boolean open = false;
    for (Step step : task.steps()) {
      open |= step.done() == null;
    }
    return changed(task, taken.state(), told(taken.state(), open ? task.due() : null));
  }

  private List<String> told(String state, Instant due) {
    List<String> told = new ArrayList<>();
    if (due == null || state.endsWith("on-hold")) {
      return told;
    }
    String[] roles = {"team-lead", "service-manager", "ahp-lead"};
    int[] days = {1, 5, 10};
    for (int i = 0; i < roles.length; i++) {
      if (!NaiveCalendar.due(due, days[i]).isAfter(now)) {
        told.add(roles[i]);
      }
    }
    return told;
  }

  private static String changed(SupportTask task, String state, List<String> told) {
    return String.join(" ", task.referral(), task.kind().code(), "changed", state, told.toString());
  }

  /** An open task as it is, in the words in which this derivation tells what it must be. */
  public static String words(SupportTask task) {
    String state = (task.owner() == null ? "-" : task.owner()) + " " + task.status().code();
    if (task.recordChanged()) {
      return changed(task, state, task.escalation());
    }
    Map<String, String> steps = new TreeMap<>();
    for (Step step : task.steps()) {
      steps.put(step.code(), step.due() + (step.done() == null ? "" : " " + step.done()));
    }
    return String.join(
        " ",
        task.referral(),
        task.kind().code(),
        task.rule(),
        steps.toString(),
        state,
        task.escalation().toString());
  }

  private static List<String> ids(List<Appointment> appointments) {
    List<String> ids = new ArrayList<>();
    appointments.forEach(appointment -> ids.add(appointment.id()));
    return ids;
  }

  /** Those of the record, and those of which only tasks and appointments know. */
  private List<Referral> referrals() {
    Map<String, Referral> all = new TreeMap<>();
    for (Appointment a : record.appointments()) {
      all.put(a.referral(), unknown(a.referral(), a.service()));
    }
    for (SupportTask task : record.tasks()) {
      all.put(task.referral(), unknown(task.referral(), task.service()));
    }
    record.referrals().forEach(referral -> all.put(referral.id(), referral));
    return List.copyOf(all.values());
  }

  private static Referral unknown(String id, String service) {
    return new Referral(id, true, service, Priority.ROUTINE, null, null);
  }

  private boolean furtherTaken(Due support) {
    for (NaiveWork.Taken taken : work.taken) {
      int kind = SUPPORT.indexOf(taken.task().kind().code());
      if (taken.task().referral().equals(support.referral.id())
          && kind >= 0
          && kind < SUPPORT.indexOf(support.kind)) {
        return true;
      }
    }
    return false;
  }

  private boolean dead() {
    return record.person().deceased();
  }

  private boolean over(Referral referral) {
    return dead() || referral.ending() != null;
  }

  private List<Appointment> on(Referral referral) {
    List<Appointment> found = new ArrayList<>();
    for (Appointment a : record.appointments()) {
      if (a.referral().equals(referral.id())) {
        found.add(a);
      }
    }
    return found;
  }

  private List<Appointment> misses(Referral referral) {
    List<Appointment> found = on(referral);
    found.retainAll(flags.misses());
    return found;
  }

  /** Booked, and nothing known of how it ended. */
  private List<Appointment> open(Referral referral) {
    List<Appointment> found = on(referral);
    found.removeIf(a -> !a.booked() || a.outcome() != Outcome.NOT_RECORDED || a.historic());
    return found;
  }

  private List<Appointment> ahead(Referral referral, String kind) {
    List<Appointment> found = open(referral);
    found.removeIf(a -> !a.start().isAfter(now) || !work.listing(a.id(), kind).isEmpty());
    return found;
  }

  private boolean attendedAfter(Appointment earlier) {
    for (Appointment a : record.appointments()) {
      if (a.referral().equals(earlier.referral())
          && a.outcome() == Outcome.ATTENDED
          && a.start().isAfter(earlier.start())) {
        return true;
      }
    }
    return false;
  }

  private boolean settled(Appointment miss) {
    boolean settled = dead() || miss.historic();
    for (NaiveWork.Done done :
        work.listing(
            miss.id(),
            "support-attendance",
            "support-plan",
            "was-not-brought",
            "discharge-review")) {
      boolean reached = done.outcome().equals("could-not-reach") && reachedAfter(miss, done.at());
      settled |=
          !reached
              && !Set.of("safeguarding-concern", "reviewed", "reversed").contains(done.outcome());
    }
    return settled;
  }

  private boolean reachedAfter(Appointment miss, Instant moment) {
    boolean reached = false;
    for (Contact contact : record.contacts()) {
      boolean about =
          contact.appointments().contains(miss.id())
              || contact.referrals().contains(miss.referral());
      reached |=
          about && contact.reached() && contact.at().isAfter(moment) && !contact.at().isAfter(now);
    }
    return reached;
  }

  /** Misses that call for support. */
  private List<Appointment> unanswered(Referral referral) {
    List<Appointment> found = misses(referral);
    found.removeIf(miss -> settled(miss) || referral.ending() != null || attendedAfter(miss));
    return found;
  }

  private Due support(Referral referral) {
    Due notBrought = notBrought(referral);
    if (notBrought != null) {
      return notBrought;
    }
    List<Appointment> open = unanswered(referral);
    if (open.isEmpty()) {
      return null;
    }
    Instant repeat = repeatKnown(open);
    if (repeat != null) {
      return new Due(referral, "support-plan", "T7", open, repeat).ticked("plan", 5);
    }
    Instant heard = earliest(open);
    List<Contact> attempts = attempts(referral, open);
    if (attempts != null && !attempts.isEmpty()) {
      return new Due(referral, "support-attendance", "T6", open, heard)
          .step("attempt-2", NaiveCalendar.due(heard, 5), enough(attempts, 2, 0))
          .step("attempt-3", NaiveCalendar.due(heard, 10), enough(attempts, 3, 0))
          .ticked("check-details", 5);
    }
    boolean lifted = false;
    for (Appointment miss : open) {
      lifted |= flags.higherRiskSince(miss);
    }
    Due first = new Due(referral, "support-attendance", lifted ? "T5" : "T4", open, heard);
    first.endsByItself = true;
    return first
        .contact(lifted ? 1 : 2)
        .step("re-offer", NaiveCalendar.due(heard, lifted ? 3 : 5), rebooked(referral, open));
  }

  private boolean child(Appointment a) {
    Integer age = flags.ageOn(a.day());
    boolean forChildren = paediatric.contains(a.service());
    return age == null ? forChildren : age < (forChildren ? 18 : 16);
  }

  private boolean lookedAt(Appointment a) {
    return !work.listing(a.id(), "was-not-brought").isEmpty();
  }

  /** Since when somebody is concerned, or null. */
  private Instant concern(Appointment miss) {
    Instant since = null;
    for (NaiveWork.Done done : work.listing(miss.id(), "support-attendance", "support-plan")) {
      boolean counts = done.outcome().equals("safeguarding-concern") && !lookedAt(miss);
      since = counts && since == null ? done.at() : since;
    }
    return since;
  }

  private boolean byItself(Appointment miss) {
    return child(miss) || miss.wasNotBrought() || miss.mode() == Mode.HOME_VISIT;
  }

  private boolean notBrought(Appointment miss) {
    return byItself(miss)
        || flags.everSince(
            miss, "safeguarding raised", "carer-dependent raised", "looked-after raised");
  }

  private Due notBrought(Referral referral) {
    if (dead()) {
      return null;
    }
    List<Appointment> found = new ArrayList<>();
    for (Appointment miss : misses(referral)) {
      boolean calls =
          settled(miss)
              ? byItself(miss) && !lookedAt(miss)
              : concern(miss) != null || notBrought(miss);
      if (calls && !miss.historic()) {
        found.add(miss);
      }
    }
    if (found.isEmpty()) {
      return disguised(referral);
    }
    List<Appointment> about = misses(referral);
    about.removeIf(miss -> !found.contains(miss) && !unanswered(referral).contains(miss));
    found.sort(Comparator.comparing(this::knownAt));
    Due due = new Due(referral, "was-not-brought", "T8", about, knownAt(found.get(0)));
    List<Instant> spoken = new ArrayList<>();
    for (Contact contact : contacts(referral, found, found.get(0).start())) {
      if (contact.reached()) {
        spoken.add(contact.at());
      }
    }
    due.contact(NaiveCalendar.due(from(found, spoken, true), 0));
    look(due, found, "safeguarding-check", 0);
    look(due, found, "tell-referrer", 2);
    look(due, found, "referrer-acknowledged", 10);
    List<Appointment> advice = new ArrayList<>(found);
    advice.removeIf(miss -> !again(miss) && !alert(miss));
    look(due, advice, "safeguarding-advice", 0);
    List<Appointment> young = new ArrayList<>(found);
    young.removeIf(miss -> !sixteenOrSeventeen(miss));
    look(due, young, "contact-young-person", 0);
    return due;
  }

  private boolean sixteenOrSeventeen(Appointment miss) {
    Integer age = flags.ageOn(miss.day());
    return age != null && (age == 16 || age == 17);
  }

  private Instant knownAt(Appointment miss) {
    return concern(miss) == null ? miss.outcomeReceived() : concern(miss);
  }

  private boolean again(Appointment miss) {
    for (Appointment other : flags.misses()) {
      if (before(other, miss)
          && other.day().isAfter(miss.day().minusMonths(12))
          && notBrought(other)) {
        return true;
      }
    }
    return false;
  }

  private boolean alert(Appointment miss) {
    return flags.everSince(miss, "safeguarding raised", "looked-after raised");
  }

  /** A step for some misses: what was done before the next of them was known is due again. */
  private void look(Due due, List<Appointment> misses, String step, int workingDays) {
    if (!misses.isEmpty()) {
      List<Instant> all = work.tickedAll(due.referral.id(), due.kind, step);
      Instant from = from(misses, all, false);
      Instant first = null;
      for (Instant at : all) {
        first = !at.isBefore(from) && (first == null || at.isBefore(first)) ? at : first;
      }
      due.step(step, NaiveCalendar.due(from, workingDays), first);
    }
  }

  private Instant from(List<Appointment> misses, List<Instant> done, boolean spoken) {
    Appointment current = misses.get(0);
    for (Appointment next : misses) {
      Instant since = knownAt(current);
      if (spoken && current.start().isBefore(since)) {
        since = current.start();
      }
      for (Instant at : done) {
        if (!at.isBefore(since) && at.isBefore(knownAt(next))) {
          current = next;
          break;
        }
      }
    }
    return knownAt(current);
  }

  private static boolean before(Appointment one, Appointment other) {
    return one.start().isBefore(other.start())
        || one.start().equals(other.start()) && one.id().compareTo(other.id()) < 0;
  }

  private Due pattern(Referral referral, List<Appointment> about, Instant since) {
    return new Due(referral, "was-not-brought", "T8", about, since)
        .ticked("safeguarding-check", 0)
        .contact(0)
        .ticked("tell-referrer", 2)
        .ticked("referrer-acknowledged", 10);
  }

  private Due disguised(Referral referral) {
    List<Appointment> cancelled = on(referral);
    cancelled.removeIf(
        a ->
            a.outcome() != Outcome.PATIENT_CANCELLED
                || a.historic()
                || attendedAfter(a)
                || lookedAt(a)
                || !child(a) && !flags.on(today).contains("carer-dependent raised"));
    if (cancelled.isEmpty()) {
      return null;
    }
    LocalDate from = cancelled.get(cancelled.size() - 1).day().minusMonths(6);
    cancelled.removeIf(a -> !a.day().isAfter(from));
    return cancelled.size() < 3 ? null : pattern(referral, cancelled, heard(cancelled).get(2));
  }

  private static List<Instant> heard(List<Appointment> appointments) {
    List<Instant> heard = new ArrayList<>();
    appointments.forEach(a -> heard.add(a.outcomeReceived()));
    heard.sort(Comparator.naturalOrder());
    return heard;
  }

  private static Instant earliest(List<Appointment> appointments) {
    return heard(appointments).get(0);
  }

  private Instant repeatKnown(List<Appointment> open) {
    Instant best = null;
    for (Appointment miss : open) {
      for (Appointment other : flags.misses()) {
        if (other.service().equals(miss.service())
            && before(other, miss)
            && other.day().isAfter(miss.day().minusMonths(12))) {
          Instant both =
              other.outcomeReceived().isAfter(miss.outcomeReceived())
                  ? other.outcomeReceived()
                  : miss.outcomeReceived();
          best = best == null || both.isBefore(best) ? both : best;
        }
      }
    }
    return best;
  }

  private List<Contact> contacts(Referral referral, List<Appointment> about, Instant after) {
    List<Contact> found = new ArrayList<>();
    for (Contact contact : record.contacts()) {
      boolean concerns = contact.referrals().contains(referral.id());
      for (Appointment a : about) {
        concerns |= contact.appointments().contains(a.id());
      }
      if (concerns && contact.at().isAfter(after) && !contact.at().isAfter(now)) {
        found.add(contact);
      }
    }
    return found;
  }

  /** Attempts since the last of some misses that count, or null where somebody was reached. */
  private List<Contact> attempts(Referral referral, List<Appointment> misses) {
    List<Contact> made = new ArrayList<>();
    for (Contact contact : contacts(referral, misses, misses.get(misses.size() - 1).start())) {
      if (contact.reached()) {
        return null;
      }
      LocalTime time = contact.at().atZone(NaiveCalendar.LONDON).toLocalTime();
      boolean night = !time.isBefore(LocalTime.of(20, 0)) || time.isBefore(LocalTime.of(8, 0));
      boolean text = contact.channel() == Channel.TEXT;
      boolean forbidden = text && flags.on(today).contains("safe-contact information");
      if (!forbidden && !(night && (text || contact.channel() == Channel.PHONE))) {
        made.add(contact);
      }
    }
    made.sort(Comparator.comparing(Contact::at));
    return made;
  }

  /** When so many attempts on two channels had been made, over so many working days; or null. */
  private static Instant enough(List<Contact> attempts, int many, int workingDays) {
    Set<Channel> channels = new HashSet<>();
    for (int i = 0; i < attempts.size(); i++) {
      channels.add(attempts.get(i).channel());
      Instant at = attempts.get(i).at();
      if (i + 1 >= many
          && channels.size() >= 2
          && NaiveCalendar.between(attempts.get(0).at(), at) >= workingDays) {
        return at;
      }
    }
    return null;
  }

  private Instant rebooked(Referral referral, List<Appointment> earlier) {
    Instant last = earlier.get(earlier.size() - 1).start();
    Instant first = null;
    for (Appointment a : on(referral)) {
      if (a.booked()
          && a.outcome() == Outcome.NOT_RECORDED
          && a.start().isAfter(last)
          && a.outcomeReceived().isAfter(last)) {
        first = first == null || a.outcomeReceived().isBefore(first) ? a.outcomeReceived() : first;
      }
    }
    return first;
  }

  private Due review(Referral referral) {
    if (dead()) {
      return null;
    }
    if (referral.ending() != null) {
      return endedReview(referral);
    }
    for (NaiveWork.Done said :
        work.on(referral.id(), "support-attendance", "support-plan", "re-offer", "waiting-well")) {
      if (said.outcome().equals("no-longer-needed") && !reviewedFrom(referral, said.at())) {
        List<Appointment> about = misses(referral);
        about.removeIf(miss -> !said.task().appointments().contains(miss.id()));
        return new Due(referral, "discharge-review", "T10", about, said.at()).ticked("review", 10);
      }
    }
    List<Appointment> open = misses(referral);
    open.removeIf(miss -> attendedAfter(miss) || settled(miss) && !givenUp(miss));
    if (open.isEmpty()) {
      return null;
    }
    List<Contact> attempts = attempts(referral, open);
    Instant since = attempts == null ? null : enough(attempts, 3, 10);
    return since == null
        ? null
        : new Due(referral, "discharge-review", "T10", open, since).ticked("review", 10);
  }

  private boolean reviewedFrom(Referral referral, Instant moment) {
    for (NaiveWork.Done review : work.on(referral.id(), "discharge-review")) {
      if (ofPatient(review) && !review.at().isBefore(moment)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofPatient(NaiveWork.Done review) {
    return !Set.of("reviewed", "reversed").contains(review.outcome());
  }

  /** Support was closed because nobody could be reached, and no review has answered that. */
  private boolean givenUp(Appointment miss) {
    boolean given = false;
    for (NaiveWork.Done done : work.listing(miss.id(), "support-attendance", "support-plan")) {
      given |= done.outcome().equals("could-not-reach");
    }
    for (NaiveWork.Done review : work.listing(miss.id(), "discharge-review")) {
      given &= !ofPatient(review);
    }
    return given && !miss.historic();
  }

  private List<Appointment> lasting(Referral referral) {
    List<Appointment> lasting = misses(referral);
    lasting.removeIf(this::attendedAfter);
    return lasting;
  }

  /** A complete review between the last known outcome before the ending and the news of it. */
  private boolean reviewedBeforeEnding(Referral referral) {
    LocalDate ended = NaiveCalendar.day(referral.ending().at());
    for (NaiveWork.Done review : work.on(referral.id(), "discharge-review")) {
      boolean fits =
          review.outcome().equals("discharge-with-evidence")
              && !review.at().isAfter(referral.ending().received());
      for (Appointment a : on(referral)) {
        boolean known = a.outcome() == Outcome.ATTENDED || a.booked() && a.outcome().missed();
        fits &= !known || a.day().isAfter(ended) || review.at().isAfter(a.start());
      }
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private Due endedReview(Referral referral) {
    if (referral.ending().historic()
        || !flags.endedAfterMiss(referral)
        || reviewedBeforeEnding(referral)) {
      return null;
    }
    Instant from = referral.ending().received();
    for (NaiveWork.Done review : work.on(referral.id(), "discharge-review")) {
      if (!ofPatient(review) && !review.at().isBefore(from)) {
        return null;
      }
    }
    List<Appointment> lasting = lasting(referral);
    if (!referral.ending().forNonAttendance() && earliest(lasting).isAfter(from)) {
      from = earliest(lasting);
    }
    return new Due(referral, "discharge-review", "T13", lasting, from).ticked("review", 0);
  }

  private Due letter(Referral referral) {
    if (dead()
        || referral.ending() == null
        || referral.ending().historic()
        || !flags.endedAfterMiss(referral)
        || !reviewedBeforeEnding(referral)) {
      return null;
    }
    Instant from = referral.ending().received();
    for (NaiveWork.Done sent : work.on(referral.id(), "discharge-letter")) {
      if (!sent.at().isBefore(from)) {
        return null;
      }
    }
    return new Due(referral, "discharge-letter", "T11", List.of(), from)
        .ticked("letter-patient", 0)
        .ticked("letter-referrer", 0);
  }

  private Due unmet(Referral referral) {
    if (over(referral)) {
      return null;
    }
    List<Appointment> about = new ArrayList<>();
    Instant since = null;
    List<Appointment> misses = misses(referral);
    for (Appointment a : on(referral)) {
      boolean waits = open(referral).contains(a) || misses.contains(a) && !a.historic();
      if (!waits || attendedAfter(a) || !work.listing(a.id(), "need-unmet").isEmpty()) {
        continue;
      }
      Instant known = null;
      for (NaiveWork.Done done : work.listing(a.id(), "prepare-appointment")) {
        known = done.outcome().equals("cannot-meet-need") && known == null ? done.at() : known;
      }
      for (Contact contact : contacts(referral, List.of(a), a.start())) {
        boolean unmet = misses.contains(a) && contact.reasons().stream().anyMatch(UNMET::contains);
        known = unmet && (known == null || contact.at().isBefore(known)) ? contact.at() : known;
      }
      if (known != null) {
        about.add(a);
        since = since == null || known.isBefore(since) ? known : since;
      }
    }
    if (about.isEmpty()) {
      return null;
    }
    Due due = new Due(referral, "need-unmet", "T9", about, since);
    for (Appointment next : on(referral)) {
      if (next.booked()
          && !next.outcome().cancelled()
          && !next.historic()
          && next.start().isAfter(since)) {
        return due.ticked(
            "resolve", later(NaiveCalendar.before(next.start(), 1), NaiveCalendar.due(since, 0)));
      }
    }
    return due.ticked("resolve", 2);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Due cancelled(Referral referral) {
    List<Appointment> byProvider = cancelled(referral, Outcome.PROVIDER_CANCELLED);
    if (!byProvider.isEmpty() && flags.higherRisk()) {
      return new Due(referral, "re-offer", "T15", byProvider, nothingBooked(referral))
          .step("re-offer", 2);
    }
    List<Appointment> byPatient = cancelled(referral, Outcome.PATIENT_CANCELLED);
    if (byPatient.isEmpty()) {
      return null;
    }
    LocalDate from = byPatient.get(byPatient.size() - 1).day().minusMonths(12);
    List<Appointment> counted = new ArrayList<>(byPatient);
    counted.removeIf(a -> !a.day().isAfter(from));
    boolean calls = counted.size() >= 2;
    for (Appointment a : byPatient) {
      Instant heard = a.outcomeReceived();
      calls |= heard.isBefore(a.start()) && heard.isAfter(a.start().minusSeconds(24 * 3600));
    }
    return calls
        ? new Due(referral, "re-offer", "T14", byPatient, nothingBooked(referral))
            .step("re-offer", 5)
        : null;
  }

  private Instant nothingBooked(Referral referral) {
    List<Appointment> cancelled = on(referral);
    cancelled.removeIf(
        a -> !a.outcome().cancelled() || !a.booked() || a.historic() || attendedAfter(a));
    List<Instant> heard = heard(cancelled);
    return heard.get(heard.size() - 1);
  }

  /** Cancelled so, and nothing has come of it. */
  private List<Appointment> cancelled(Referral referral, Outcome outcome) {
    List<Appointment> found = on(referral);
    found.removeIf(
        a ->
            over(referral)
                || a.outcome() != outcome
                || !a.booked()
                || a.historic()
                || attendedAfter(a)
                || !work.listing(a.id(), "re-offer").isEmpty());
    for (Appointment other : on(referral)) {
      boolean booked = other.booked() && other.outcome() == Outcome.NOT_RECORDED;
      found.removeIf(
          a ->
              (booked || misses(referral).contains(other)) && other.start().isAfter(a.start())
                  || booked && other.outcomeReceived().isAfter(a.outcomeReceived()));
    }
    return found;
  }

  private Due waiting(Referral referral) {
    if (over(referral) || referral.implicit() || referral.received() == null) {
      return null;
    }
    for (Appointment a : on(referral)) {
      if (a.outcome() == Outcome.ATTENDED) {
        return null;
      }
    }
    List<NaiveWork.Done> done = work.on(referral.id(), "waiting-well");
    if (!done.isEmpty() && done.get(done.size() - 1).outcome().equals("worse")) {
      return new Due(referral, "waiting-well", "T16", List.of(), done.get(done.size() - 1).at())
          .ticked("clinical-review", 2);
    }
    LocalDate received = NaiveCalendar.day(referral.received());
    boolean said = referral.referredOn() != null && !referral.referredOn().isAfter(received);
    Instant silent =
        referral.historic()
            ? referral.received()
            : (said ? referral.referredOn() : received)
                .atStartOfDay(NaiveCalendar.LONDON)
                .toInstant();
    Instant began = silent;
    for (Contact contact : contacts(referral, on(referral), began)) {
      boolean elsewhere = contact.by() == null || !contact.appointments().isEmpty();
      silent = contact.reached() && elsewhere ? later(contact.at(), silent) : silent;
    }
    for (NaiveWork.Done round : done) {
      silent = later(round.at(), silent);
    }
    Instant since =
        NaiveCalendar.day(silent)
            .plusWeeks(flags.higherRisk() ? 6 : 12)
            .atStartOfDay(NaiveCalendar.LONDON)
            .toInstant();
    return since.isAfter(now)
        ? null
        : new Due(referral, "waiting-well", "T16", List.of(), since).contact(5);
  }

  private Due outcomeMissing(Referral referral) {
    List<Appointment> missing = open(referral);
    missing.removeIf(
        a -> dead() || asked(a).isAfter(now) || !work.listing(a.id(), "record-outcome").isEmpty());
    if (missing.isEmpty()) {
      return null;
    }
    Instant since = null;
    for (Appointment a : missing) {
      Instant known = later(a.outcomeReceived(), asked(a));
      since = since == null || known.isBefore(since) ? known : since;
    }
    return new Due(referral, "record-outcome", "record-outcome", missing, since).step("record", 5);
  }

  private static Instant asked(Appointment a) {
    return a.day().plusDays(4).atStartOfDay(NaiveCalendar.LONDON).toInstant();
  }

  private Due ask(Referral referral) {
    if (over(referral)
        || referral.implicit()
        || referral.historic()
        || referral.received() == null
        || !work.on(referral.id(), "ask-needs").isEmpty()) {
      return null;
    }
    Instant received = referral.received();
    Instant from = received.atZone(NaiveCalendar.LONDON).minusMonths(12).toInstant();
    for (Contact contact : record.contacts()) {
      if (contact.needsAsked() && contact.at().isAfter(from) && !contact.at().isAfter(now)) {
        return null;
      }
    }
    List<Appointment> booked = on(referral);
    booked.removeIf(a -> !a.booked());
    Instant due = NaiveCalendar.due(received, 10);
    if (!booked.isEmpty()) {
      Instant sameDay = NaiveCalendar.due(later(earliest(booked), received), 0);
      due = sameDay.isBefore(due) ? sameDay : due;
    }
    return new Due(referral, "ask-needs", "T1", List.of(), received).step("ask", due, null);
  }

  private Due prepare(Referral referral) {
    List<Appointment> ahead = ahead(referral, "prepare-appointment");
    if (over(referral) || !flags.higherRisk() || ahead.isEmpty()) {
      return null;
    }
    Due due = new Due(referral, "prepare-appointment", "T2", ahead, earliest(ahead));
    Instant sameDay = NaiveCalendar.due(due.since, 0);
    due.ticked("prepare", sameDay);
    if (flags.on(today).contains("interpreter raised")) {
      due.ticked("interpreter", later(NaiveCalendar.before(ahead.get(0).start(), 5), sameDay));
    }
    return due;
  }

  private Due remind(Referral referral) {
    boolean called = flags.higherRisk() || Boolean.FALSE.equals(record.person().phoneKnown());
    List<Appointment> near = ahead(referral, "remind");
    near.removeIf(a -> opens(a).isAfter(now));
    if (over(referral) || !called || near.isEmpty()) {
      return null;
    }
    Appointment first = near.get(0);
    Instant due = NaiveCalendar.upTo(first.day().minusDays(3));
    Instant booked = NaiveCalendar.due(first.outcomeReceived(), 0);
    return new Due(referral, "remind", "T3", near, opens(first)).ticked("call", later(due, booked));
  }

  private static Instant opens(Appointment a) {
    return a.day().minusDays(7).atStartOfDay(NaiveCalendar.LONDON).toInstant();
  }
}
