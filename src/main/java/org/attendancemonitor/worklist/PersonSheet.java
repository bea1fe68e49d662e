package org.attendancemonitor.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;

/**
 * Everything the page of one person shows: what lies within the services of whoever looks.
 *
 * @param person who, with what is open
 * @param cautions what binds every contact
 * @param needs in short, what the person needs in order to attend
 * @param closed tasks that ended of late, the latest first
 * @param referrals live and ended
 * @param timeline of all of them, the newest first
 */
record PersonSheet(
    FoundPerson person,
    List<String> cautions,
    List<String> needs,
    List<FoundPerson.Line> closed,
    List<Course> referrals,
    List<TimelineEntry> timeline) {
  private static final Duration OF_LATE = Duration.ofDays(90);

  /**
   * One referral.
   *
   * @param service name
   * @param since the day of it, or "Not known"
   * @param state how long it has waited, or when it ended
   * @param next the next appointment, or null
   */
  record Course(String service, String since, String state, String next) {}

  static PersonSheet of(PersonView.Seen seen, Reach reach, Sight sight) {
    Instant now = seen.now();
    List<SupportTask> tasks =
        seen.record().tasks().stream().filter(task -> reach.covers(task.service())).toList();
    Map<String, String> services = new TreeMap<>();
    seen.record().referrals().stream()
        .filter(referral -> reach.covers(referral.service()))
        .forEach(
            referral -> services.put(referral.id(), sight.pages().service(referral.service())));
    return new PersonSheet(
        FoundPerson.of(seen, reach, sight),
        Stream.concat(
                tasks.stream()
                    .filter(task -> task.status().open())
                    .flatMap(task -> task.cautions().stream())
                    .map(Reason::text)
                    .distinct(),
                sight.unread(seen).stream())
            .toList(),
        sight.needs(seen),
        tasks.stream()
            .filter(task -> !task.status().open() && task.modified().isAfter(now.minus(OF_LATE)))
            .sorted(Comparator.comparing(SupportTask::modified).reversed())
            .map(task -> FoundPerson.line(task, now, reach, sight))
            .toList(),
        seen.record().referrals().stream()
            .filter(referral -> services.containsKey(referral.id()))
            .map(referral -> course(referral, seen, services))
            .toList(),
        Timeline.of(seen.record(), services, tasks, sight.policy(), now));
  }

  private static Course course(
      Referral referral, PersonView.Seen seen, Map<String, String> services) {
    LocalDate today = Dates.day(seen.now());
    String state =
        !referral.live()
            ? "Ended on " + Dates.of(referral.ending().at())
            : referral.referredOn() == null
                ? "Open"
                : "Open for " + Dates.wait(referral.referredOn(), today);
    String next =
        seen.record().appointments().stream()
            .filter(appointment -> appointment.referral().equals(referral.id()))
            .filter(appointment -> appointment.booked() && appointment.start() != null)
            .filter(appointment -> appointment.outcome() == Outcome.NOT_RECORDED)
            .map(Appointment::start)
            .filter(start -> start.isAfter(seen.now()))
            .min(Comparator.naturalOrder())
            .map(start -> Dates.weekday(Dates.day(start)) + " at " + Dates.time(start))
            .orElse(null);
    return new Course(
        services.get(referral.id()),
        referral.referredOn() == null ? "Not known" : Dates.of(referral.referredOn()),
        state,
        next);
  }
}
