package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.attendance.Outcome;

/** One life as one record system tells it. */
final class Story {
  private final RecordSystem system;
  private final Life life;
  private final List<Course> courses;
  private final List<Happening> told = new ArrayList<>();
  private final AppointmentText appointments;
  private final ReferralText referrals;
  private final ContactText contacts;
  private final PatientText patients;
  private final Instant known;

  private Story(RecordSystem system, Life life) {
    this.system = system;
    this.life = life;
    this.courses =
        life.courses().stream()
            .filter(course -> course.clinic().community() == system.community())
            .sorted(Comparator.comparing(Course::referred))
            .toList();
    this.appointments = new AppointmentText(system);
    this.referrals = new ReferralText(system);
    this.contacts = new ContactText(system);
    this.patients = new PatientText(system);
    this.known = courses.isEmpty() ? null : courses.get(0).referred().minusSeconds(90);
  }

  /** What the system says of this life; nothing if it never hears of the person. */
  static List<Happening> of(RecordSystem system, Life life) {
    Story story = new Story(system, life);
    if (story.known != null) {
      story.tell();
    }
    return story.told;
  }

  /** Logical id of the person's record in a system, at a moment. */
  static String patient(RecordSystem system, Life life, Instant at) {
    String id = "pat-" + life.person().index();
    boolean twice = !system.community() && life.merged() != null && at.isBefore(life.merged());
    return twice ? id + "-old" : id;
  }

  private String patient(Instant at) {
    return patient(system, life, at);
  }

  private void tell() {
    if (system.community()) {
      firstMessage();
    } else {
      firstMessages();
    }
    for (Course course : courses) {
      course.bookings().forEach(booking -> booking(course, booking));
      for (Course.Contact contact : course.contacts()) {
        send(
            contact.at(),
            "Communication",
            contact.id(),
            () -> contacts.of(contact, patient(contact.at())));
      }
      if (course.ended() != null && !course.withMiss()) {
        send(
            course.ended(),
            "ServiceRequest",
            course.id(),
            () -> referrals.ended(course, patient(course.ended())));
      }
    }
    mergedAndDied();
  }

  /** The current UK Core, one resource at a time. */
  private void firstMessages() {
    String id = patient(known);
    add(known, () -> patients.of(life.person(), id, known, 1, null, null));
    Instant needed = known.plusSeconds(30);
    for (Stated need : new NeedText(system).of(life.person(), id, needed)) {
      add(needed, need::json);
    }
    for (Course course : courses) {
      add(course.referred(), () -> referrals.made(course, patient(course.referred())));
    }
  }

  /** Bundles: the first referral comes with the person and what is known of them. */
  private void firstMessage() {
    for (Course course : courses) {
      Instant at = course.referred();
      String id = patient(at);
      boolean first = course == courses.get(0);
      add(
          at,
          () -> {
            List<Stated> entries = new ArrayList<>();
            if (first) {
              String person = patients.of(life.person(), id, at, 1, null, null);
              entries.add(new Stated("Patient", id, person));
              entries.addAll(new NeedText(system).of(life.person(), id, at));
            }
            entries.add(new Stated("ServiceRequest", course.id(), referrals.made(course, id)));
            return Bundles.transaction("msg-" + course.id(), at, entries);
          });
    }
  }

  private void booking(Course course, Booking booking) {
    List<String> basis = List.of(course.id());
    send(
        booking.booked(),
        "Appointment",
        booking.id(),
        () -> appointments.booked(booking, Attender.only(patient(booking.booked())), basis));
    Instant settled = booking.settled();
    if (settled == null) {
      return;
    }
    if (booking.outcome() == Outcome.PATIENT_CANCELLED && "pat-cpp".equals(booking.reason())) {
      Instant said = settled.minusSeconds(30);
      add(said, () -> contacts.declined(booking, patient(said), said));
    }
    String who = patient(settled);
    if (course.withMiss() && settled.equals(course.ended())) {
      add(
          settled,
          () ->
              Bundles.transaction(
                  "msg-" + booking.id(),
                  settled,
                  List.of(
                      new Stated("ServiceRequest", course.id(), referrals.ended(course, who)),
                      new Stated(
                          "Appointment",
                          booking.id(),
                          appointments.settled(booking, Attender.only(who), basis, settled)))));
    } else {
      send(
          settled,
          "Appointment",
          booking.id(),
          () -> appointments.settled(booking, Attender.only(who), basis, settled));
    }
  }

  private void mergedAndDied() {
    Instant merged = system.community() ? null : life.merged();
    String id = "pat-" + life.person().index();
    if (merged != null && merged.isAfter(known)) {
      add(merged, () -> patients.of(life.person(), id, merged, 1, null, id + "-old"));
      add(
          merged.plusSeconds(1),
          () -> patients.replaced(life.person(), id + "-old", merged.plusSeconds(1), id));
    }
    if (life.died() != null) {
      Instant heard = life.died().plus(Duration.ofMinutes(system.community() ? 50 : 35));
      add(heard, () -> patients.of(life.person(), patient(heard), heard, 2, life.died(), null));
    }
  }

  /** One resource, in a Bundle of its own where the system sends nothing else. */
  private void send(
      Instant at, String type, String id, java.util.function.Supplier<String> resource) {
    if (system.community()) {
      add(
          at,
          () ->
              Bundles.transaction(
                  "msg-" + id + "-" + at.getEpochSecond(),
                  at,
                  List.of(new Stated(type, id, resource.get()))));
    } else {
      add(at, resource);
    }
  }

  private void add(Instant at, java.util.function.Supplier<String> text) {
    told.add(new Happening(system.feed(), at, text));
  }
}
