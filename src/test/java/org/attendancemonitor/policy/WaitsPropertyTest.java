package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.CountedAppointments;
import org.attendancemonitor.intake.CountedReferrals;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.DecileInPostcode;

/** How waits are counted, against a derivation written a second time, over random histories. */
class WaitsPropertyTest {
  private static final PolicySettings SETTINGS = ShippedSettings.policy();
  private static final Assessment ASSESSMENT =
      new Assessment(ShippedSettings.risk(), new DecileInPostcode());
  private static final Policy POLICY =
      new Policy(SETTINGS, Deriving.SERVICES, Deriving.days(SETTINGS));
  private static final CountedReferrals REFERRALS = new CountedReferrals(ASSESSMENT, POLICY);
  private static final CountedAppointments APPOINTMENTS =
      new CountedAppointments(ASSESSMENT, POLICY);

  @Property(seed = "20261122", tries = 300, shrinking = ShrinkingMode.OFF)
  void every_wait_stands_on_every_day_as_the_naive_derivation_tells_it(@ForAll long seed) {
    PersonRecord record = new RandomRecords(seed).next();
    assertNaive(record, RandomRecords.NOW);
    assertNaive(record, RandomRecords.NOW.minus(Duration.ofDays(60)));
  }

  @Property(seed = "20261122", tries = 60, shrinking = ShrinkingMode.OFF)
  void so_it_does_while_people_work_on_tasks(@ForAll long seed) {
    worked(seed, new TreeSet<>());
  }

  @Example
  void the_histories_hold_every_way_a_wait_ends() {
    Set<String> ends = new TreeSet<>();
    for (long seed = 0; seed < 150; seed++) {
      worked(seed, ends);
    }
    assertThat(ends).contains("seen", "removed", "died", "moved", "waits", "clock stopped");
  }

  private static void worked(long seed, Set<String> ends) {
    Random random = new Random(seed);
    Instant from = RandomRecords.NOW.minus(Duration.ofDays(400));
    List<RandomHistory.News> news = new RandomHistory(random, from, RandomRecords.NOW).all();
    Course course = new Course(new Deriving(), RecordBuilder.person(1));
    Staff staff = new Staff(random);
    Instant before = from.minusSeconds(1);
    for (int weeks = 24; weeks >= 0; weeks -= 4) {
      Instant now = RandomRecords.NOW.minus(Duration.ofDays(7L * weeks));
      Instant last = before;
      news.stream()
          .filter(it -> it.received().isAfter(last) && !it.received().isAfter(now))
          .forEach(it -> it.change().accept(course.facts));
      course.derive(now);
      for (int act = 1 + random.nextInt(6); act > 0 && !course.open().isEmpty(); act--) {
        Instant at = now.plusSeconds(3600L - 60L * act);
        SupportTask task = course.open().get(random.nextInt(course.open().size()));
        course.act(staff.next(task, at), at);
        course.derive(at);
      }
      before = now;
    }
    Instant now = RandomRecords.NOW.plusSeconds(3600);
    assertNaive(course.record(), now);
    for (SpellRow row : REFERRALS.of(course.record(), now)) {
      ends.add(row.exit() == null ? "waits" : row.exit().label());
      if (row.clock().size() % 2 == 0) {
        ends.add("clock stopped");
      }
    }
  }

  private static void assertNaive(PersonRecord record, Instant now) {
    NaiveWaits naive = new NaiveWaits(record, now);
    assertThat(naive.lines(REFERRALS.of(record, now))).isEqualTo(naive.lines());
    List<AttendanceRow.FirstContact> contacts =
        APPOINTMENTS.of(record, Map.of(), now).stream()
            .map(AttendanceRow::firstContact)
            .filter(java.util.Objects::nonNull)
            .toList();
    assertThat(contacts)
        .isEqualTo(
            naive.firstContacts(record.appointments().stream().filter(POLICY::isMiss).toList()));
  }
}
