package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;

/**
 * Section 5 of the attendance policy, paragraph by paragraph: what is missing before a review may
 * end in a discharge after a missed appointment, and what forbids it. For the one referral of a
 * record, in a service for adults.
 */
final class NaiveGate {
  private static final String[] LIST = {
    "safeguarding", "capacity", "child", "learning-disability", "mental-health", "dementia",
    "communication", "inclusion-health", "digital", "carer", "pregnancy", "frailty"
  };

  private final PersonRecord record;
  private final SupportTask review;
  private final Instant now;
  private final NaiveFlags flags;
  private final NaiveWork work;
  private final Map<String, String> said = new HashMap<>();
  private final Map<String, Actor> sayers = new HashMap<>();
  private final List<Appointment> misses = new ArrayList<>();
  private final List<Contact> since = new ArrayList<>();
  private final Set<String> found = new TreeSet<>();

  NaiveGate(PersonRecord record, SupportTask review, Act act, Instant now) {
    this.record = record;
    this.review = review;
    this.now = now;
    flags = new NaiveFlags(record, NaiveCalendar.day(now));
    work = new NaiveWork(record, now);
    for (Appointment miss : flags.misses()) {
      if (!attendedAfter(miss)) {
        misses.add(miss);
      }
    }
    for (Contact contact : record.contacts()) {
      boolean about = contact.referrals().contains(review.referral());
      for (Appointment miss : misses) {
        about |= contact.appointments().contains(miss.id());
      }
      if (!misses.isEmpty()
          && about
          && contact.at().isAfter(last().start())
          && !contact.at().isAfter(now)) {
        since.add(contact);
      }
    }
    for (ActionFact action : record.actions()) {
      boolean counts = misses.isEmpty() || action.at().isAfter(last().start());
      if (action.task().equals(review.id()) && counts) {
        action.said().forEach((item, value) -> say(item, value, action.actor()));
      }
    }
    act.said().forEach((item, value) -> say(item, value, act.actor()));
  }

  private void say(String item, String value, Actor actor) {
    said.put(item, value);
    sayers.put(item, actor);
  }

  private Appointment last() {
    return misses.get(misses.size() - 1);
  }

  private boolean attendedAfter(Appointment miss) {
    for (Appointment a : record.appointments()) {
      if (a.outcome() == Outcome.ATTENDED && a.start().isAfter(miss.start())) {
        return true;
      }
    }
    return false;
  }

  private boolean says(String item, String... values) {
    return said.containsKey(item) && Set.of(values).contains(said.get(item));
  }

  private boolean states(String item) {
    return said.getOrDefault(item, "").strip().length() >= 3;
  }

  private void unless(boolean there, String code) {
    if (!there) {
      found.add(code);
    }
  }

  /** The codes of everything that stands against it; empty where nothing does. */
  Set<String> against() {
    communicated();
    spoken();
    for (String item : LIST) {
      unless(says("vulnerability-" + item, "yes", "no", "unknown"), "gate-5-vulnerability");
    }
    unless(!says("vulnerability-safeguarding", "unknown"), "gate-5-vulnerability");
    unless(!says("vulnerability-capacity", "unknown"), "gate-5-vulnerability");
    Actor first = sayers.get("best-interests");
    unless(states("best-interests") && registered(first), "gate-6-clinical");
    for (String item : new String[] {"condition", "red-flags", "function", "impact"}) {
      unless(states(item), "gate-6-clinical");
    }
    boolean atRisk = says("vulnerability-child", "yes");
    for (Appointment miss : misses) {
      atRisk |= notBrought(miss);
    }
    unless(!atRisk || states("safeguarding-advice"), "gate-7-safeguarding");
    Actor second = sayers.get("second-review");
    boolean agreed =
        says("second-review", "agree")
            && registered(second)
            && (first == null || !second.name().equals(first.name()));
    unless(!vulnerable() || agreed, "gate-8-second-reviewer");
    for (String item : new String[] {"told-patient", "told-referrer", "told-gp", "way-back"}) {
      unless(says(item, "yes"), "gate-9-told");
    }
    unless(says("told-format", "yes", "not-needed"), "gate-9-told");
    stops();
    return found;
  }

  private static boolean registered(Actor actor) {
    return actor != null && actor.roles().contains("clinician") && actor.registration() != null;
  }

  private boolean vulnerable() {
    boolean vulnerable = flags.higherRisk();
    for (Appointment miss : misses) {
      vulnerable |= flags.higherRiskSince(miss);
    }
    for (String item : LIST) {
      vulnerable |= says("vulnerability-" + item, "yes");
    }
    return vulnerable;
  }

  private void communicated() {
    boolean told =
        states("communicated-channel")
            && says("delivered", "yes")
            && says("address-checked", "yes")
            && says("format-met", "yes", "not-needed");
    try {
      LocalDate sent = LocalDate.parse(said.getOrDefault("communicated-on", ""));
      told &= misses.isEmpty() || !sent.isAfter(last().day().minusDays(21));
    } catch (DateTimeParseException none) {
      told = false;
    }
    unless(told, "gate-1-communicated");
  }

  private void spoken() {
    if (misses.isEmpty()) {
      return;
    }
    boolean reached = false;
    boolean reason = false;
    boolean asked = false;
    int attempts = 0;
    Set<Channel> channels = new HashSet<>();
    Set<LocalDate> days = new HashSet<>();
    Set<String> tried = new HashSet<>();
    for (Contact contact : since) {
      reached |= contact.reached();
      reason |= !contact.reasons().isEmpty();
      asked |= contact.needsAsked();
      tried.addAll(tried(contact));
      if (!contact.reached() && counts(contact)) {
        attempts++;
        channels.add(contact.channel());
        days.add(NaiveCalendar.day(contact.at()));
      }
    }
    boolean enough = attempts >= 3 && channels.size() >= 2 && days.size() >= 2;
    unless(reached || enough, "gate-2-attempts");
    unless(!reached || reason, "gate-3-reason");
    for (Contact contact : record.contacts()) {
      if (contact.at().isBefore(last().start())) {
        tried.removeAll(tried(contact));
      }
    }
    unless(!tried.isEmpty() && (!reached || asked), "gate-4-support");
  }

  private boolean counts(Contact contact) {
    LocalTime time = contact.at().atZone(NaiveCalendar.LONDON).toLocalTime();
    boolean night = time.getHour() >= 20 || time.getHour() < 8;
    boolean text = contact.channel() == Channel.TEXT;
    boolean noText = flags.on(NaiveCalendar.day(now)).contains("safe-contact information");
    return !(night && (text || contact.channel() == Channel.PHONE)) && !(text && noText);
  }

  private static Set<String> tried(Contact contact) {
    Set<String> tried = new HashSet<>();
    for (Offered offered : contact.supports()) {
      if (Set.of("accepted", "tried").contains(offered.result())) {
        tried.add(offered.support());
      }
    }
    return tried;
  }

  private boolean dependent(Appointment miss) {
    Integer age = flags.ageOn(miss.day());
    return age != null && age < 16 || flags.everSince(miss, "carer-dependent raised");
  }

  private boolean notBrought(Appointment miss) {
    return dependent(miss)
        || miss.wasNotBrought()
        || miss.mode() == Mode.HOME_VISIT
        || ever(miss, "safeguarding raised")
        || ever(miss, "looked-after raised");
  }

  private boolean ever(Appointment miss, String flag) {
    return flags.everSince(miss, flag);
  }

  private boolean holds(String flag) {
    boolean holds = flags.on(NaiveCalendar.day(now)).contains(flag);
    for (Appointment miss : misses) {
      holds |= ever(miss, flag);
    }
    return holds;
  }

  private void stops() {
    boolean checking = false;
    for (SupportTask task : record.tasks()) {
      boolean finished = work.done.stream().anyMatch(it -> it.task().id().equals(task.id()));
      boolean open = task.status().open() && !finished && !task.appointments().isEmpty();
      checking |= open && task.kind().code().equals("was-not-brought");
    }
    unless(
        !holds("safeguarding raised") && !says("vulnerability-safeguarding", "yes") && !checking,
        "stop-safeguarding");
    boolean lead = holds("looked-after raised");
    for (NaiveWork.Done done : work.on(review.referral(), "was-not-brought")) {
      lead |= done.outcome().equals("referred-to-safeguarding");
    }
    unless(!lead || states("safeguarding-lead-agrees"), "stop-lead-agrees");
    boolean missing = holds("missing-capacity raised") || says("vulnerability-capacity", "yes");
    unless(!missing || states("best-interests-decision"), "stop-capacity");
    for (Referral referral : record.referrals()) {
      unless(referral.priority() == Priority.ROUTINE, "stop-urgent");
    }
    Placing placed = null;
    for (Placing placing : record.placings()) {
      placed = placing;
    }
    unless(placed == null || placed.urgency() == Priority.ROUTINE, "stop-urgent");
    boolean alone = !misses.isEmpty();
    for (Appointment miss : misses) {
      alone &= miss.wasNotBrought() || dependent(miss);
    }
    for (NaiveWork.Done done :
        work.on(
            review.referral(), "support-attendance", "support-plan", "re-offer", "waiting-well")) {
      alone &= !done.outcome().equals("no-longer-needed");
    }
    unless(!alone, "stop-was-not-brought");
    misses.forEach(this::provider);
  }

  private void provider(Appointment miss) {
    int sent = 0;
    int arrived = 0;
    boolean unmet = false;
    boolean away = ever(miss, "whereabouts information");
    for (Contact contact : record.contacts()) {
      boolean about = contact.appointments().contains(miss.id());
      boolean written = contact.channel() != Channel.PHONE && contact.channel() != Channel.VISIT;
      if (about && written && contact.at().isBefore(miss.start())) {
        sent++;
        arrived += contact.delivered() ? 1 : 0;
      }
      if (contact.at().isAfter(miss.start())
          && !contact.at().isAfter(now)
          && (about || contact.referrals().contains(miss.referral()))) {
        for (String reason : contact.reasons()) {
          unmet |= Set.of("R02", "R07", "R08").contains(reason);
          away |= Set.of("R12", "R23").contains(reason);
        }
      }
    }
    unless(sent == arrived, "stop-not-told");
    unless(!unmet, "stop-unmet-need");
    unless(!away, "stop-away");
  }
}
