package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/** Plays one referral through: bookings, cancellations, misses, attempts to reach, the ending. */
final class CourseOfCare {
  private static final List<String> PATIENT_REASONS =
      List.of("pat", "pat", "pat-cpp", "pat-crs", "pat-fb", "pat-lt");
  private static final List<String> PROVIDER_REASONS =
      List.of("prov", "prov-pers", "oth-room", "maint", "oth-int");
  private static final List<String> MEDIA = List.of("PHONE", "PHONE", "SMSWRIT", "MAILWRIT");

  private final Draw draw;
  private final Resident person;
  private final Clinic clinic;
  private final String name;
  private final Instant died;
  private final List<Booking> bookings = new ArrayList<>();
  private final Correspondence correspondence;
  private final WaitingTime waiting;
  private Instant ended;
  private boolean revoked;
  private boolean withMiss;
  private boolean forNonAttendance;

  CourseOfCare(Draw draw, long seed, Resident person, Clinic clinic, int number, Instant died) {
    this.draw = draw;
    this.person = person;
    this.clinic = clinic;
    this.name = person.index() + "-" + number;
    this.died = died;
    this.correspondence = new Correspondence(seed, person, number, name);
    this.waiting = new WaitingTime(seed, person, clinic, number);
  }

  Course from(LocalDate day) {
    Instant referred = Diary.office(draw, day);
    boolean urgent = draw.chance(0.08);
    int listed = draw.between(2, 12) + (urgent ? 0 : waiting.days());
    Instant booked = Diary.office(draw, Diary.day(referred).plusDays(listed));
    LocalDate next =
        Diary.day(booked).plusDays(urgent ? draw.between(3, 12) : draw.between(10, 55));
    int planned = 1 + draw.weighted(44, 30, 16, 10);
    int seen = 0;
    boolean first = true;
    while (ended == null && seen < planned && bookings.size() < planned + 3) {
      if (died != null && booked.isAfter(died)) {
        break;
      }
      Booking booking = booking(booked, next, first);
      if (bookings.isEmpty() || bookings.get(bookings.size() - 1).outcome().missed()) {
        correspondence.about(booking);
      }
      bookings.add(booking);
      LocalDate start = booking.day();
      if (booking.outcome().cancelled()) {
        booked = Diary.office(draw, Diary.day(booking.settled()).plusDays(draw.between(1, 3)));
        next = latest(start, Diary.day(booked)).plusDays(draw.between(7, 28));
      } else if (booking.outcome().missed()) {
        afterMiss(booking, seen > 0);
        booked = Diary.office(draw, start.plusDays(draw.between(3, 8)));
        next = Diary.day(booked).plusDays(draw.between(8, 25));
      } else {
        seen++;
        first = false;
        booked = booking.start().plus(Duration.ofMinutes(draw.between(250, 300)));
        next = start.plusDays(draw.between(14, 35));
      }
    }
    if (ended == null && died != null) {
      end(died.plus(Duration.ofHours(draw.between(3, 30))), true);
    } else if (ended == null && draw.chance(0.9)) {
      Booking last = bookings.get(bookings.size() - 1);
      Instant settled = last.settled() == null ? last.start() : last.settled();
      end(Diary.office(draw, Diary.day(settled).plusDays(draw.between(1, 6))), seen == 0);
    }
    return new Course(
        "ref-" + name,
        clinic,
        referred,
        urgent,
        List.copyOf(bookings),
        correspondence.contacts(),
        ended,
        revoked,
        withMiss,
        forNonAttendance);
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private void end(Instant at, boolean early) {
    ended = at;
    revoked = early;
  }

  private Booking booking(Instant booked, LocalDate from, boolean first) {
    Instant start = Diary.slot(draw, from);
    Mode mode = Mode.IN_PERSON;
    if (draw.chance(clinic.remote())) {
      mode = draw.chance(0.7) ? Mode.TELEPHONE : Mode.VIDEO;
    }
    double probability = Propensity.of(clinic, person, Diary.day(start), first, mode);
    int fate = draw.weighted(0.07, 0.04, 0.015, 0.875);
    boolean missed = draw.chance(probability);
    Site site = draw.pick(clinic.sites());
    Outcome outcome = Outcome.NOT_RECORDED;
    String reason = null;
    Instant settled = null;
    if (died != null && start.isAfter(died)) {
      outcome = Outcome.PATIENT_CANCELLED;
      reason = "pat-dec";
      settled = died.plus(Duration.ofHours(draw.between(2, 20)));
    } else if (fate == 0) {
      outcome = Outcome.PATIENT_CANCELLED;
      reason = draw.pick(PATIENT_REASONS);
      settled = between(booked, start.minus(Duration.ofHours(2)));
    } else if (fate == 1) {
      outcome = Outcome.PROVIDER_CANCELLED;
      reason = person.interpreter() ? "oth-int" : draw.pick(PROVIDER_REASONS);
      settled = between(booked, start.minus(Duration.ofHours(1)));
    } else if (fate == 3) {
      settled = start.plus(Duration.ofMinutes(draw.between(20, 240)));
      outcome = Outcome.ATTENDED;
      if (missed) {
        outcome = draw.chance(0.08) ? Outcome.LATE_NOT_SEEN : Outcome.DNA;
        reason = outcome == Outcome.DNA ? "281399006" : "185328004";
      }
    }
    String id = "apt-" + name + "-" + bookings.size();
    return new Booking(
        id,
        clinic,
        site,
        "ref-" + name,
        first,
        mode,
        booked,
        start,
        settled,
        outcome,
        reason,
        probability);
  }

  private Instant between(Instant from, Instant to) {
    long span = Math.max(120, Duration.between(from, to).toSeconds());
    return from.plusSeconds(60 + (long) (draw.share() * (span - 60)));
  }

  /** Attempts to reach the person, and in some cases an ending. */
  private void afterMiss(Booking miss, boolean seen) {
    int tries = draw.weighted(35, 40, 25);
    Instant at = miss.settled();
    for (int i = 0; i < tries; i++) {
      at = Diary.office(draw, Diary.day(at).plusDays(1));
      boolean reached = draw.chance(0.55);
      correspondence.attempt(miss, at, reached, draw.pick(MEDIA));
      if (reached) {
        break;
      }
    }
    if (draw.chance(waiting.endedAfterMiss(seen))) {
      withMiss = clinic.community() && tries == 0;
      forNonAttendance = withMiss || draw.chance(0.5);
      end(withMiss ? miss.settled() : at.plus(Duration.ofMinutes(draw.between(60, 4000))), true);
    }
  }
}
