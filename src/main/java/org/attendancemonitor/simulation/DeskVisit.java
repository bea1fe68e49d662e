package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/** One person's business at the live desk, and what follows from it within minutes. */
final class DeskVisit {
  private final Draw draw;
  private final RecordSystem system;
  private final Life life;
  private final Course course;
  private final IntSupplier ids;
  private final BiConsumer<Instant, Supplier<String>> say;
  private final AppointmentText appointments;
  private final List<String> basis;

  /**
   * @param ids numbers that nobody else at the desk is given
   * @param say tells the system's messages, each with its moment
   */
  DeskVisit(
      Draw draw,
      RecordSystem system,
      Life life,
      Course course,
      IntSupplier ids,
      BiConsumer<Instant, Supplier<String>> say) {
    this.draw = draw;
    this.system = system;
    this.life = life;
    this.course = course;
    this.ids = ids;
    this.say = say;
    this.appointments = new AppointmentText(system);
    this.basis = List.of(course.id());
  }

  /** An appointment is made; its letter goes out, or comes back. */
  void book(Instant at) {
    Instant start = Diary.slot(draw, Diary.day(at).plusDays(draw.between(7, 20)));
    Booking ahead = booking(at, start, false);
    say.accept(at, () -> appointments.booked(ahead, who(at), basis));
    if (draw.chance(0.5)) {
      Instant sent = at.plusSeconds(draw.between(5, 40));
      contact(ahead, sent, !draw.chance(0.1), "MAILWRIT", Talk.NONE);
    }
  }

  /** The person cancels, half of them for the next days, and some the next appointment as well. */
  void patientCancels(Instant at) {
    cancels(at, Outcome.PATIENT_CANCELLED, "pat", draw.between(1, 12));
    if (draw.chance(0.5)) {
      Instant again = at.plusSeconds(draw.between(20, 60));
      cancels(again, Outcome.PATIENT_CANCELLED, "pat", draw.between(5, 20));
    }
  }

  /** The service cancels. */
  void providerCancels(Instant at) {
    String reason = life.person().interpreter() ? "oth-int" : "prov-pers";
    cancels(at, Outcome.PROVIDER_CANCELLED, reason, draw.between(1, 12));
  }

  private void cancels(Instant at, Outcome outcome, String reason, int days) {
    Instant booked = at.minus(Duration.ofDays(draw.between(3, 30)));
    Booking off =
        booking(booked, Diary.slot(draw, Diary.day(at).plusDays(days)), at, outcome, reason);
    say.accept(at, () -> appointments.settled(off, who(at), basis, at));
  }

  /** An appointment of this hour was kept or missed, as likely as with anybody like this person. */
  void seen(Instant at) {
    Instant start = startOf(at);
    outcome(at, start, draw.chance(probability(start)), false);
  }

  /**
   * An appointment of this hour was missed.
   *
   * @param ends the referral is ended soon after, and nobody reviewed it
   */
  void misses(Instant at, boolean ends) {
    outcome(at, startOf(at), true, ends);
  }

  private Instant startOf(Instant at) {
    return at.minus(Duration.ofMinutes(draw.between(25, 90))).truncatedTo(ChronoUnit.MINUTES);
  }

  private void outcome(Instant at, Instant start, boolean missed, boolean ends) {
    Instant booked = at.minus(Duration.ofDays(draw.between(7, 40)));
    Booking now = booking(booked, start, missed);
    say.accept(at, () -> appointments.settled(now, who(at), basis, at));
    Instant after = at.plusSeconds(draw.between(20, 90));
    if (ends) {
      Course ended = course.ended(after, draw.chance(0.5));
      say.accept(after, () -> new ReferralText(system).ended(ended, patient(after)));
    } else if (missed && draw.chance(0.1)) {
      say.accept(after, () -> appointments.corrected(now, who(after), basis, after));
    } else if (missed) {
      attempt(now, after);
    }
  }

  private void attempt(Booking miss, Instant at) {
    boolean reached = draw.chance(0.5);
    Talk talk =
        reached ? WhyMissed.talk(draw, life.person(), miss, draw.chance(0.1)) : Talk.NOT_REACHED;
    contact(miss, at, reached, "PHONE", talk);
    if (reached && draw.chance(0.6)) {
      Instant again = at.plusSeconds(draw.between(10, 60));
      Booking next = booking(again, Diary.slot(draw, Diary.day(again).plusDays(10)), false);
      say.accept(again, () -> appointments.booked(next, who(again), basis));
    }
  }

  private void contact(Booking about, Instant at, boolean reached, String medium, Talk talk) {
    String id = "com-live-" + ids.getAsInt();
    Course.Contact contact = new Course.Contact(id, about.id(), at, reached, medium, talk);
    say.accept(at, () -> new ContactText(system).of(contact, patient(at)));
  }

  /** The booking; of one that lies ahead, the outcome is never told. */
  private Booking booking(Instant booked, Instant start, boolean missed) {
    return booking(
        booked, start, start, missed ? Outcome.DNA : Outcome.ATTENDED, missed ? "281399006" : null);
  }

  private Booking booking(
      Instant booked, Instant start, Instant settled, Outcome outcome, String reason) {
    Clinic clinic = course.clinic();
    return new Booking(
        "apt-live-" + ids.getAsInt(),
        clinic,
        clinic.sites().get(0),
        course.id(),
        true,
        Mode.IN_PERSON,
        booked,
        start,
        settled,
        outcome,
        reason,
        probability(start));
  }

  private double probability(Instant start) {
    return Propensity.of(course.clinic(), life.person(), Diary.day(start), true, Mode.IN_PERSON);
  }

  private String patient(Instant at) {
    return Story.patient(system, life, at);
  }

  private List<Attender> who(Instant at) {
    return Attender.only(patient(at));
  }
}
