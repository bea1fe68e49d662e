package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;

/**
 * A referral ended in one message with the missed appointment: the BaRS "DNA response". The two
 * belong together though the published example leaves Appointment.basedOn out. One that was revoked
 * was ended for non-attendance though nothing codes it so; whether one that was completed was, its
 * last known outcome tells.
 */
final class MissedEnding {
  private MissedEnding() {}

  /** The entries with such pairs joined; all others as they were. */
  static List<Entry> join(List<Entry> entries, String message) {
    List<Notice> missed = notices(entries).filter(MissedEnding::missed).toList();
    List<Notice> ended = notices(entries).filter(MissedEnding::ended).toList();
    List<Notice> referrals =
        notices(entries).filter(it -> it.fact() instanceof ReferralFact).toList();
    if (missed.isEmpty() || ended.isEmpty()) {
      return entries;
    }
    List<Entry> joined = new ArrayList<>();
    for (Entry entry : entries) {
      joined.add(
          entry.reading() instanceof Accepted accepted
              ? entry.as(joined(accepted, missed, ended, referrals, id(message, missed, ended)))
              : entry);
    }
    return List.copyOf(joined);
  }

  private static Reading joined(
      Accepted accepted,
      List<Notice> missed,
      List<Notice> ended,
      List<Notice> referrals,
      String message) {
    List<Notice> notices = new ArrayList<>();
    for (Notice notice : accepted.notices()) {
      List<Notice> others = missed(notice) ? ended : revoked(notice) ? missed : List.<Notice>of();
      Notice other =
          others.stream().filter(one -> pair(notice, one, referrals)).findFirst().orElse(null);
      notices.add(other == null ? notice : with(notice, other, message));
    }
    return new Accepted(List.copyOf(notices), accepted.ignored());
  }

  /** A miss that names no referral belongs to the only one of its patient: else it is not said. */
  private static boolean pair(Notice one, Notice other, List<Notice> referrals) {
    AppointmentFact appointment = (AppointmentFact) (missed(one) ? one : other).fact();
    ReferralFact referral = (ReferralFact) (missed(one) ? other : one).fact();
    return Objects.equals(one.patient(), other.patient())
        && (appointment.basedOn().isEmpty()
            ? referrals.stream().filter(it -> Objects.equals(it.patient(), one.patient())).count()
                == 1
            : appointment.basedOn().stream().anyMatch(referral.keys()::contains));
  }

  private static Notice with(Notice notice, Notice other, String message) {
    if (notice.fact() instanceof ReferralFact it) {
      return fact(
          notice,
          new ReferralFact(
              it.keys(),
              it.status(),
              it.codes(),
              it.performers(),
              it.priority(),
              it.authoredOn(),
              true,
              message));
    }
    AppointmentFact it = (AppointmentFact) notice.fact();
    List<Key> basedOn = it.basedOn().isEmpty() ? List.of(other.key()) : it.basedOn();
    return fact(
        notice,
        new AppointmentFact(
            it.keys(),
            it.booked(),
            it.outcome(),
            it.start(),
            it.end(),
            it.ambiguousTime(),
            it.serviceTypes(),
            it.healthcareServices(),
            it.performers(),
            it.location(),
            basedOn,
            it.mode(),
            it.visit(),
            it.reasons(),
            it.wasNotBrought(),
            it.patients(),
            message));
  }

  /** A Bundle without an id gets one of its content, the same on every repetition. */
  private static String id(String message, List<Notice> missed, List<Notice> ended) {
    String keys = missed.get(0).key() + " " + ended.get(0).key();
    return message != null
        ? message
        : UUID.nameUUIDFromBytes(keys.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
  }

  private static Notice fact(Notice notice, org.attendancemonitor.attendance.Fact fact) {
    return new Notice(
        notice.key(), notice.patient(), fact, notice.sourceTime(), notice.versionId());
  }

  private static java.util.stream.Stream<Notice> notices(List<Entry> entries) {
    return entries.stream()
        .map(Entry::reading)
        .filter(Accepted.class::isInstance)
        .flatMap(reading -> ((Accepted) reading).notices().stream());
  }

  private static boolean missed(Notice notice) {
    return notice.fact() instanceof AppointmentFact it && it.outcome().missed();
  }

  private static boolean ended(Notice notice) {
    return notice.fact() instanceof ReferralFact it && it.status().ended();
  }

  private static boolean revoked(Notice notice) {
    return notice.fact() instanceof ReferralFact it && it.status() == ReferralStatus.REVOKED;
  }
}
