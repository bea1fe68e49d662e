package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a service says to one person during one referral: the letters about appointments, some of
 * which are lost, and the attempts to reach the person after a miss. Its choices are its own, so
 * that they change nothing of what happens.
 */
final class Correspondence {
  private static final int TALK = 8;

  /** From this many days before the appointment a letter would come too late; a text is sent. */
  private static final int SHORT_NOTICE = 6;

  private final Draw draw;
  private final Resident person;
  private final String name;
  private final List<Course.Contact> contacts = new ArrayList<>();
  private final Set<String> lost = new HashSet<>();

  /**
   * @param seed of the trust
   * @param number of the person's referral, from 0
   * @param name part of the ids that no other referral has
   */
  Correspondence(long seed, Resident person, int number, String name) {
    this.draw = Draw.of(seed, TALK, person.index() * 16L + number);
    this.person = person;
    this.name = name;
  }

  /** The letter or text about an appointment, sent soon after booking unless it was cancelled. */
  void about(Booking booking) {
    Instant at = booking.booked().plusSeconds(60L * draw.between(10, 90));
    boolean delivered = !draw.chance(chanceOfLoss());
    if (booking.settled() != null && !booking.settled().isAfter(at)) {
      return;
    }
    boolean soon = Duration.between(booking.booked(), booking.start()).toDays() < SHORT_NOTICE;
    if (!delivered) {
      lost.add(booking.id());
    }
    add(booking, at, delivered, soon ? "SMSWRIT" : "MAILWRIT", Talk.NONE);
  }

  private double chanceOfLoss() {
    return person.homeless() ? 0.4 : person.area() == null ? 0.15 : 0.04;
  }

  /** An attempt to reach the person after a miss. */
  void attempt(Booking miss, Instant at, boolean reached, String medium) {
    Talk talk = Talk.NONE;
    if (reached) {
      talk = WhyMissed.talk(draw, person, miss, lost.contains(miss.id()));
    } else if (draw.chance(0.5)) {
      talk = Talk.NOT_REACHED;
    }
    add(miss, at, reached, medium, talk);
  }

  private void add(Booking booking, Instant at, boolean reached, String medium, Talk talk) {
    String id = "com-" + name + "-" + contacts.size();
    contacts.add(new Course.Contact(id, booking.id(), at, reached, medium, talk));
  }

  List<Course.Contact> contacts() {
    return List.copyOf(contacts);
  }
}
