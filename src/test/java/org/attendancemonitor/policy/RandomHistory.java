package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.Visit;

/**
 * What becomes known of one random person over a span of time, news by news, each at its receipt:
 * referrals and their endings, appointments that are booked, cancelled, missed, corrected or never
 * heard of again, letters, contacts, needs that begin and end, birthdays, moves and deaths.
 */
final class RandomHistory {
  static final Set<String> PAEDIATRIC = Set.of("paediatrics");
  static final List<String> SERVICES = List.of("podiatry", "physiotherapy", "paediatrics");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final String OURS = "urn:attendance-monitor:need";
  private static final List<Code> CODES =
      List.of(
          snomed("203321000000107"),
          snomed("315594003"),
          snomed("796161000000101"),
          snomed("984661000000105"),
          snomed("766561000000109"),
          snomed("32911000"),
          snomed("1108151000000106"),
          snomed("764841000000100"),
          snomed("271807003"),
          new Code(OURS, "no-text"),
          new Code(OURS, "in-hospital"),
          new Code(OURS, "impact-work"));
  private static final List<Outcome> OUTCOMES =
      List.of(
          Outcome.DNA,
          Outcome.DNA,
          Outcome.DNA,
          Outcome.DNA,
          Outcome.LATE_NOT_SEEN,
          Outcome.ATTENDED,
          Outcome.ATTENDED,
          Outcome.PATIENT_CANCELLED,
          Outcome.PATIENT_CANCELLED,
          Outcome.PROVIDER_CANCELLED,
          Outcome.CANCELLED,
          Outcome.NOT_RECORDED);

  /**
   * One thing that becomes known.
   *
   * @param received its receipt
   * @param change what it does to the record
   */
  record News(Instant received, Consumer<RecordBuilder> change) {}

  private final Random random;
  private final Instant from;
  private final Instant until;
  private final List<News> news = new ArrayList<>();
  private int count;

  RandomHistory(Random random, Instant from, Instant until) {
    this.random = random;
    this.from = from;
    this.until = until;
  }

  /** Everything, in order of receipt. */
  List<News> all() {
    person();
    int referrals = 1 + random.nextInt(3);
    for (int r = 0; r < referrals; r++) {
      referral("r" + r, pick(SERVICES));
    }
    news.sort(Comparator.comparing(News::received));
    return news;
  }

  private void know(Instant received, Consumer<RecordBuilder> change) {
    if (!received.isAfter(until)) {
      news.add(new News(received, change));
    }
  }

  private void person() {
    LocalDate middle = day(between(from, until));
    String born =
        switch (random.nextInt(7)) {
          case 0 -> middle.minusYears(16).plusDays(offset(150)).toString();
          case 1 -> middle.minusYears(80).plusDays(offset(150)).toString();
          case 2 -> middle.minusYears(17).toString();
          case 3, 4 -> "1975-06-30";
          case 5 -> "2012-02";
          default -> null;
        };
    Boolean interpreter = chance(70) ? null : Boolean.valueOf(chance(50));
    Boolean phone = chance(20) ? null : Boolean.valueOf(chance(90));
    boolean seen = chance(80);
    String home = "D" + (1 + random.nextInt(10));
    boolean abode = !chance(8);
    Sex sex = chance(50) ? Sex.FEMALE : Sex.UNKNOWN;
    String ethnic = pick(List.of("A", "B", "H", "K", "M", "R", "S", "Z", "99"));
    boolean stated = chance(60);
    know(
        from,
        record -> {
          record.sex(sex).interpreter(interpreter).phone(phone);
          if (born != null) {
            record.born(born);
          }
          if (stated) {
            record.ethnic(ethnic);
          }
          if (!abode) {
            record.noFixedAbode();
          } else if (seen) {
            record.livesIn(home);
          }
        });
    if (chance(15)) {
      String other = "D" + (1 + random.nextInt(10));
      Instant at = between(from, until);
      LocalDate moved = day(at).plusDays(offset(30));
      know(at, record -> record.movesTo(other, moved.toString()));
    }
    if (chance(12)) {
      String language = chance(50) ? "bn" : "bfi";
      know(between(from, until), record -> record.speaks(language));
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      need(pick(CODES));
    }
    if (chance(4)) {
      Instant at = between(from, until);
      String died = chance(50) ? null : day(at).minusDays(random.nextInt(10)).toString();
      know(at, record -> record.died(died));
    }
  }

  private void need(Code code) {
    Instant at = chance(50) ? from : between(from, until);
    LocalDate begins = day(at).plusDays(offset(60));
    Need need =
        new Need(
            List.of(code),
            List.of(),
            chance(30) ? null : begins,
            chance(50) ? null : begins.plusDays(random.nextInt(150)));
    know(at, record -> record.need(need));
  }

  private void referral(String id, String service) {
    Instant received = between(from, from.plus(span().dividedBy(2)));
    boolean historic = chance(10);
    LocalDate made = chance(20) ? null : day(received).minusDays(random.nextInt(40) - 2);
    Priority priority = chance(10) ? Priority.URGENT : Priority.ROUTINE;
    boolean implicit = chance(8);
    Referral live =
        new Referral(
            id,
            implicit,
            service,
            priority,
            implicit ? null : made,
            null,
            implicit ? null : received,
            !implicit && historic);
    know(received, record -> record.referral(live));
    Instant at = received;
    for (int a = random.nextInt(7); a > 0; a--) {
      at = appointment(id, service, at.plus(random.nextInt(30), ChronoUnit.DAYS));
      if (chance(25)) {
        at = at.minus(random.nextInt(20), ChronoUnit.DAYS);
      }
    }
    if (chance(40)) {
      end(live, between(received, until));
    }
  }

  private void end(Referral referral, Instant at) {
    Instant received = at.plus(random.nextInt(48), ChronoUnit.HOURS);
    Ending ending = new Ending(at, received, chance(12), chance(15));
    know(received, record -> record.ended(referral.id(), ending));
    if (chance(35)) {
      Instant again = received.plus(1 + random.nextInt(60), ChronoUnit.DAYS);
      know(again, record -> record.ended(referral.id(), (Ending) null));
      if (chance(40)) {
        end(referral, between(again, until));
      }
    }
  }

  /** From booking to outcome; the moment after which the next is booked. */
  private Instant appointment(String referral, String service, Instant after) {
    String id = "a" + count++;
    Instant booked = after.plusSeconds(random.nextInt(80_000));
    LocalDate day = day(booked).plusDays(chance(20) ? random.nextInt(3) : 1 + random.nextInt(50));
    Instant start =
        day.atTime(8, 0).plusMinutes(15L * random.nextInt(36)).atZone(LONDON).toInstant();
    start = start.isAfter(booked) ? start : booked.plusSeconds(3600);
    boolean proposed = chance(3);
    boolean historic = chance(7);
    Mode mode = chance(5) ? Mode.HOME_VISIT : Mode.IN_PERSON;
    boolean notBrought = chance(5);
    Appointment open =
        new Appointment(
            id,
            referral,
            service,
            !proposed,
            day(booked),
            start,
            start.atZone(LONDON).toLocalDate(),
            Outcome.NOT_RECORDED,
            booked,
            historic && chance(30),
            false,
            mode,
            Visit.UNKNOWN,
            null,
            "");
    know(booked, record -> record.appointment(open));
    if (chance(40)) {
      letter(id, referral, booked, start);
    }
    Outcome outcome = pick(OUTCOMES);
    if (outcome == Outcome.NOT_RECORDED) {
      return start.plus(random.nextInt(10), ChronoUnit.DAYS);
    }
    Instant heard =
        outcome.cancelled()
            ? cancelled(booked, start)
            : start.plus(chance(90) ? random.nextInt(72) : random.nextInt(500), ChronoUnit.HOURS);
    Appointment ended = stated(open, outcome, heard, historic, outcome.missed() && notBrought);
    know(heard, record -> record.appointment(ended));
    if (outcome.missed()) {
      missed(ended, heard);
    }
    return heard;
  }

  private Instant cancelled(Instant booked, Instant start) {
    Instant late = start.minusSeconds(random.nextInt(90_000));
    return chance(40) && late.isAfter(booked) ? late : between(booked, start.plusSeconds(7200));
  }

  static Appointment stated(
      Appointment a, Outcome outcome, Instant heard, boolean historic, boolean notBrought) {
    return new Appointment(
        a.id(),
        a.referral(),
        a.service(),
        a.booked(),
        a.bookedOn(),
        a.start(),
        a.day(),
        outcome,
        heard,
        historic,
        notBrought,
        a.mode(),
        a.visit(),
        a.site(),
        a.reasons());
  }

  private void missed(Appointment miss, Instant heard) {
    Instant at = miss.start();
    for (int c = random.nextInt(5); c > 0; c--) {
      at = at.plusSeconds(3600L * (1 + random.nextInt(200)) + random.nextInt(3600));
      contact(miss, at);
    }
    if (chance(10)) {
      Instant corrected = heard.plus(1 + random.nextInt(500), ChronoUnit.HOURS);
      Outcome other = pick(List.of(Outcome.ATTENDED, Outcome.PROVIDER_CANCELLED, Outcome.DNA));
      if (chance(25)) {
        know(corrected, record -> record.withdrawn(miss.id()));
      } else {
        Instant since = other == miss.outcome() ? heard : corrected;
        Appointment now = stated(miss, other, since, miss.historic(), false);
        know(corrected, record -> record.appointment(now));
      }
    }
  }

  /** Mostly heard of at once, at times late, now and then before it is made. */
  private void contact(Appointment miss, Instant at) {
    boolean reached = chance(30);
    Contact contact =
        new Contact(
            chance(50) ? List.of(miss.id()) : List.of(),
            chance(60) ? List.of(miss.referral()) : List.of(),
            reached,
            pick(List.of(Channel.PHONE, Channel.PHONE, Channel.TEXT, Channel.LETTER)),
            at,
            reached && chance(50) ? List.of(pick(List.of("R02", "R07", "R09", "R19"))) : List.of(),
            chance(30) ? List.of(new Offered(pick(List.of("S08", "S10")), "tried")) : List.of(),
            reached && chance(30),
            null);
    Instant received =
        switch (random.nextInt(10)) {
          case 0 -> at.minus(1 + random.nextInt(72), ChronoUnit.HOURS);
          case 1, 2 -> at.plus(random.nextInt(200), ChronoUnit.HOURS);
          default -> at.plusSeconds(60);
        };
    know(received, record -> record.contact(contact));
  }

  private void letter(String appointment, String referral, Instant booked, Instant start) {
    Instant at = between(booked, start);
    Contact letter =
        new Contact(
            List.of(appointment),
            chance(20) ? List.of(referral) : List.of(),
            chance(80),
            chance(50) ? Channel.LETTER : Channel.TEXT,
            at);
    know(at.plusSeconds(60), record -> record.contact(letter));
  }

  private static Code snomed(String code) {
    return new Code("http://snomed.info/sct", code);
  }

  private Duration span() {
    return Duration.between(from, until);
  }

  private static LocalDate day(Instant moment) {
    return moment.atZone(LONDON).toLocalDate();
  }

  private Instant between(Instant one, Instant other) {
    long seconds = Math.max(1, Duration.between(one, other).toSeconds());
    return one.plusSeconds(random.nextLong(seconds));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int offset(int days) {
    return random.nextInt(2 * days) - days;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
