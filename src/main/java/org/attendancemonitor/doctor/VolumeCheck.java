package org.attendancemonitor.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;

/** Volume and order, by the time at which the sender says it changed what it sends. */
final class VolumeCheck implements Check {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** Fewer days or messages than these say nothing about gaps. */
  private static final int DAYS = 5;

  private static final int MESSAGES = 50;
  private static final int NAMED_DAYS = 10;

  private final Findings findings;
  private final Predicate<LocalDate> working;
  private final long maxBytes;
  private final Map<LocalDate, Long> days = new TreeMap<>();
  private final List<Integer> hoursLate = new ArrayList<>();
  private Instant newest;
  private long timed;
  private long behind;
  private long largest;

  VolumeCheck(Findings findings, Predicate<LocalDate> working, long maxBytes) {
    this.findings = findings;
    this.working = working;
    this.maxBytes = maxBytes;
  }

  @Override
  public void look(Look look) {
    largest = Math.max(largest, look.sent().bytes());
    List<Instant> times = new ArrayList<>();
    look.notices(
        notice -> {
          if (notice.sourceTime() != null) {
            times.add(notice.sourceTime());
            late(notice);
          }
        });
    if (times.isEmpty()) {
      return;
    }
    Instant time = Collections.max(times);
    timed++;
    days.merge(time.atZone(LONDON).toLocalDate(), 1L, Long::sum);
    if (newest != null && time.isBefore(newest)) {
      behind++;
    } else {
      newest = time;
    }
  }

  /** From the start of an appointment until its outcome was entered. */
  private void late(Notice notice) {
    if (notice.fact() instanceof AppointmentFact fact
        && fact.start() != null
        && (fact.outcome() == Outcome.ATTENDED || fact.outcome().missed())
        && notice.sourceTime().isAfter(fact.start())) {
      hoursLate.add((int) Duration.between(fact.start(), notice.sourceTime()).toHours());
    }
  }

  @Override
  public void conclude() {
    findings.overall(Rule.OUT_OF_ORDER, "", behind);
    List<LocalDate> silent = silent();
    String named =
        String.join(", ", silent.stream().limit(NAMED_DAYS).map(LocalDate::toString).toList())
            + (silent.size() > NAMED_DAYS ? " and later" : "");
    findings.overall(Rule.SILENT_DAYS, named, silent.size());
    if (largest > maxBytes / 2) {
      findings.overall(Rule.NEAR_LIMIT, "", 1);
    }
  }

  private List<LocalDate> silent() {
    if (days.size() < DAYS || timed < MESSAGES) {
      return List.of();
    }
    LocalDate first = Collections.min(days.keySet());
    LocalDate last = Collections.max(days.keySet());
    return first.datesUntil(last).filter(working).filter(day -> !days.containsKey(day)).toList();
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("largest-message-bytes", "Bytes of the largest message", largest));
    figures.add(new Figure("messages-with-time", "Messages that say when", timed));
    if (days.isEmpty()) {
      return figures;
    }
    long peak = Collections.max(days.values());
    LocalDate first = Collections.min(days.keySet());
    LocalDate last = Collections.max(days.keySet());
    figures.add(
        new Figure("days", "Days with messages", days.size(), "from " + first + " to " + last));
    figures.add(new Figure("messages-a-day", "Messages a day", timed / days.size(), "mean"));
    figures.add(new Figure("messages-peak-day", "Messages on the fullest day", peak));
    figures.add(
        new Figure(
            "messages-out-of-order",
            "Messages behind newer ones",
            behind,
            behind * 100 / timed + " %"));
    if (!hoursLate.isEmpty()) {
      Collections.sort(hoursLate);
      figures.add(late("median", 50, "half of them sooner"));
      figures.add(late("95", 95, "95 % of them sooner"));
    }
    return figures;
  }

  private Figure late(String code, int percent, String note) {
    int at = Math.min(hoursLate.size() - 1, hoursLate.size() * percent / 100);
    return new Figure(
        "outcome-hours-late-" + code,
        "Hours from an appointment until its outcome",
        hoursLate.get(at),
        note);
  }
}
