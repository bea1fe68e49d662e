package org.attendancemonitor.reconciliation;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.feed.AppointmentList;
import org.attendancemonitor.feed.AppointmentList.Fault;
import org.attendancemonitor.feed.ListedAppointment;
import org.attendancemonitor.record.KnownAppointments;
import org.attendancemonitor.record.KnownAppointments.Known;
import org.attendancemonitor.record.ListComparison;

/**
 * Compares one list with what is known. What became known after the list was made cannot be on it,
 * and is left out. Used once.
 */
public final class Comparing {
  /** Days a list may span: one wrong year in it would make everything here "not listed". */
  private static final int MOST_DAYS = 92;

  private static final int MOST_APPOINTMENTS = 500_000;
  private static final int TOGETHER = 200;
  private static final int FAULTS_TOLD = 20;

  private final KnownAppointments known;
  private final Instant listMade;
  private final List<ListedAppointment> listed = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> met = new HashSet<>();
  private final Map<String, Difference> differences = new LinkedHashMap<>();
  private long unreadable;
  private long agreeing;
  private long missing;
  private long differing;
  private long otherTime;
  private long otherOutcome;
  private long newer;

  /**
   * @param known the appointments of the list's source
   * @param listMade when the list was made
   */
  public Comparing(KnownAppointments known, Instant listMade) {
    this.known = known;
    this.listMade = listMade;
  }

  /**
   * Compares.
   *
   * @param feed name in {@code feeds.yaml}
   * @throws ListNotComparedException where the list names nothing, too much, or too many days
   */
  public Reconciliation with(AppointmentList list, String feed, Instant now)
      throws IOException, ListNotComparedException {
    read(list);
    TreeSet<LocalDate> days = new TreeSet<>();
    listed.stream()
        .filter(one -> one.start() != null)
        .forEach(one -> days.add(Assembly.dayOf(one.start())));
    if (days.isEmpty()) {
      throw new ListNotComparedException(
          "No line of the list names an appointment with its start ("
              + unreadable
              + " could not be read).");
    }
    if (ChronoUnit.DAYS.between(days.first(), days.last()) >= MOST_DAYS) {
      throw new ListNotComparedException(
          "The list spans "
              + days.first()
              + " to "
              + days.last()
              + "; at most "
              + MOST_DAYS
              + " days are compared. Look for a wrong date.");
    }
    for (int i = 0; i < listed.size(); i += TOGETHER) {
      compare(listed.subList(i, Math.min(listed.size(), i + TOGETHER)));
    }
    long extra = extra(days.first(), days.last());
    ListComparison counts =
        new ListComparison(
            feed,
            now,
            days.first(),
            days.last(),
            listed.size(),
            agreeing,
            missing,
            extra,
            differing,
            otherTime,
            otherOutcome,
            unreadable,
            newer);
    return new Reconciliation(counts, List.copyOf(differences.values()), List.copyOf(faults));
  }

  private void read(AppointmentList list) throws IOException, ListNotComparedException {
    for (AppointmentList.Line line = list.next(); line != null; line = list.next()) {
      if (line.fault() != null) {
        unreadable++;
        if (faults.size() < FAULTS_TOLD) {
          faults.add(line.fault());
        }
      }
      listed.addAll(line.appointments());
      if (listed.size() > MOST_APPOINTMENTS) {
        throw new ListNotComparedException(
            "The list names more than "
                + MOST_APPOINTMENTS
                + " appointments; make it of fewer days.");
      }
    }
  }

  private void compare(List<ListedAppointment> some) {
    Set<String> keys = new TreeSet<>();
    some.forEach(one -> one.keys().forEach(key -> keys.add(key.text())));
    Map<String, List<Known>> found = known.byKey(keys);
    for (ListedAppointment one : some) {
      List<Known> here =
          one.keys().stream()
              .map(Key::text)
              .flatMap(key -> found.getOrDefault(key, List.of()).stream())
              .distinct()
              .toList();
      here.forEach(it -> met.add(it.key()));
      compare(one, here);
    }
  }

  private void compare(ListedAppointment one, List<Known> here) {
    if (here.isEmpty()) {
      missing++;
      differs(Difference.Kind.MISSING, one, null, null);
      return;
    }
    if (here.stream().anyMatch(it -> it.received().isAfter(listMade))) {
      newer++;
      return;
    }
    // A session of several people is one appointment of each: one of them fits the line.
    boolean time =
        one.start() == null || here.stream().anyMatch(it -> one.start().equals(it.fact().start()));
    boolean outcome = here.stream().anyMatch(it -> one.agrees(outcome(it)));
    if (time && outcome) {
      agreeing++;
      return;
    }
    differing++;
    otherTime += time ? 0 : 1;
    otherOutcome += outcome ? 0 : 1;
    differs(Difference.Kind.DIFFERING, one, here.get(0), outcome(here.get(0)));
  }

  /** What its source says of it; where that is nothing, what else is known, such as a visit. */
  private Outcome outcome(Known one) {
    Outcome said = one.fact().outcome();
    return said == Outcome.NOT_RECORDED ? known.counted(one) : said;
  }

  /** Lists without any cancelled appointment leave those out; else they count like the others. */
  private long extra(LocalDate first, LocalDate last) {
    boolean cancelledToo =
        listed.stream().anyMatch(one -> one.outcome() != null && one.outcome().cancelled());
    List<Known> extra = new ArrayList<>();
    known.within(
        first,
        last,
        one -> {
          boolean expected =
              one.fact().booked() && (cancelledToo || !one.fact().outcome().cancelled());
          if (expected && !one.received().isAfter(listMade) && met.add(one.key())) {
            extra.add(one);
          }
        });
    for (Known one : extra) {
      String id = id(one.key());
      differences.put(
          "extra " + one.key(),
          new Difference(Difference.Kind.EXTRA, id, null, one.fact().start(), null, outcome(one)));
    }
    return extra.size();
  }

  private void differs(Difference.Kind kind, ListedAppointment one, Known here, Outcome outcome) {
    String id = one.id().isEmpty() ? id(one.keys().get(0).text()) : one.id();
    differences.putIfAbsent(
        "listed " + id,
        new Difference(
            kind,
            id,
            one.start(),
            here == null ? null : here.fact().start(),
            one.outcome(),
            outcome));
  }

  /** The sender's own number, without what it is filed under here. */
  private static String id(String key) {
    return key.substring(Math.max(key.lastIndexOf('|'), key.indexOf("|Appointment/") + 12) + 1);
  }
}
