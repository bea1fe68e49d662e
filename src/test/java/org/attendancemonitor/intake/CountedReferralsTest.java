package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.AttendanceRow.FirstContact;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SpellRow.Exit;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.PolicySettings;
import org.attendancemonitor.policy.ShippedSettings;
import org.attendancemonitor.policy.WorkingDays;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.DecileInPostcode;
import org.junit.jupiter.api.Test;

/** Cases of a wait, from a referral of 1 June; today is 22 November. */
class CountedReferralsTest {
  private static final Instant NOW = RecordBuilder.at("2026-11-22T12:00");
  private static final Instant HEARD = RecordBuilder.at("2026-07-02T08:00");
  private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
  private static final PolicySettings SETTINGS = ShippedSettings.policy();
  private static final Assessment ASSESSMENT =
      new Assessment(ShippedSettings.risk(), new DecileInPostcode());
  private static final Policy POLICY =
      new Policy(SETTINGS, new WorkingDays(SETTINGS.workingHours(), Map.of()));

  private static RecordBuilder referred() {
    return RecordBuilder.person(1).referred("r", "podiatry", "2026-06-01T10:00");
  }

  /** Referred, and missed the first appointment, on 1 July. */
  private static RecordBuilder missed() {
    return referred().missed("a", "r", "2026-07-01T09:00");
  }

  /** The same, heard of the next morning. */
  private static RecordBuilder heardOf() {
    return missed().received("2026-07-02T08:00");
  }

  private static List<SpellRow> rows(PersonRecord record) {
    return new CountedReferrals(ASSESSMENT, POLICY).of(record, NOW);
  }

  private static SpellRow only(RecordBuilder record) {
    List<SpellRow> rows = rows(record.build());
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  @Test
  void whoeverWasNeverSeenWaitsSinceTheReferral() {
    SpellRow row = only(referred().booked("a", "r", "2026-12-01T09:00"));
    assertThat(row.referred()).isEqualTo(JUNE);
    assertThat(row.exit()).isNull();
    assertThat(row.waits(day("2026-05-31"))).isFalse();
    assertThat(row.waits(JUNE)).isTrue();
    assertThat(row.waits(day("2030-01-01"))).isTrue();
    assertThat(row.clockSince(JUNE.plusDays(90))).contains(JUNE);
    assertThat(row.contactSince(JUNE.plusDays(90))).isEqualTo(JUNE);
  }

  @Test
  void theFirstAttendedAppointmentEndsTheWaitOnItsDay() {
    SpellRow row =
        only(
            referred()
                .appointment("a", "r", "2026-07-01T09:00", Outcome.PROVIDER_CANCELLED)
                .attended("b", "r", "2026-08-10T09:00")
                .attended("c", "r", "2026-09-10T09:00")
                .ended("r", "2026-10-01T09:00"));
    assertThat(row.exit()).isEqualTo(Exit.SEEN);
    assertThat(row.left()).isEqualTo(day("2026-08-10"));
    assertThat(row.waits(day("2026-08-09"))).isTrue();
    assertThat(row.waits(day("2026-08-10"))).isFalse();
  }

  @Test
  void whoeverIsRemovedBeforeBeingSeenLeavesOnTheDayOfTheEnding() {
    SpellRow row = only(missed().ended("r", "2026-07-03T15:00"));
    assertThat(row.exit()).isEqualTo(Exit.REMOVED);
    assertThat(row.left()).isEqualTo(day("2026-07-03"));
  }

  @Test
  void whoeverWasSeenAfterTheEndingWasNotRemovedUnseen() {
    SpellRow row =
        only(referred().ended("r", "2026-07-03T15:00").attended("a", "r", "2026-07-08T09:00"));
    assertThat(row.exit()).isEqualTo(Exit.SEEN);
    assertThat(row.left()).isEqualTo(day("2026-07-08"));
  }

  @Test
  void deathEndsAWaitOnItsDayHoweverLateTheReferralIsEnded() {
    SpellRow row = only(referred().died("2026-07-20").ended("r", "2026-09-01T09:00"));
    assertThat(row.exit()).isEqualTo(Exit.DIED);
    assertThat(row.left()).isEqualTo(day("2026-07-20"));
    assertThat(only(referred().died("2026-07-20")).exit()).isEqualTo(Exit.DIED);
    assertThat(only(referred().ended("r", "2026-07-03T15:00").died("2026-07-20")).exit())
        .as("removed before")
        .isEqualTo(Exit.REMOVED);
  }

  @Test
  void whoDiedOnADayNobodyTellsLeavesOnTheLastDayAnythingIsKnownOf() {
    SpellRow row = only(missed().contact("r", Channel.PHONE, true, "2026-07-04T12:00").died(null));
    assertThat(row.exit()).isEqualTo(Exit.DIED);
    assertThat(row.left()).isEqualTo(day("2026-07-04"));
    assertThat(only(referred().died(null)).left()).isEqualTo(JUNE);
  }

  @Test
  void aMissStopsTheClockAndTheNextBookingStartsItAnew() {
    SpellRow row = only(missed().booked("b", "r", "2026-12-01T09:00").bookedOn("2026-08-20"));
    assertThat(row.clockSince(day("2026-06-30"))).contains(JUNE);
    assertThat(row.clockSince(day("2026-07-01"))).isEmpty();
    assertThat(row.clockSince(day("2026-08-19"))).isEmpty();
    assertThat(row.clockSince(day("2026-11-22"))).contains(day("2026-08-20"));
  }

  @Test
  void whereAnotherAppointmentWasBookedAlreadyTheClockStartsAnewAtOnce() {
    SpellRow row = only(missed().missed("b", "r", "2026-08-01T09:00").bookedOn("2026-06-10"));
    assertThat(row.clock())
        .containsExactly(JUNE, day("2026-07-01"), day("2026-07-01"), day("2026-08-01"));
    assertThat(row.clockSince(day("2026-07-20"))).contains(day("2026-07-01"));
    assertThat(row.clockSince(day("2026-08-01"))).isEmpty();
  }

  @Test
  void cancellingDoesNotTouchTheClock() {
    RecordBuilder cancelled =
        referred().appointment("a", "r", "2026-07-01T09:00", Outcome.PATIENT_CANCELLED);
    assertThat(only(cancelled).clock()).containsExactly(JUNE);
  }

  @Test
  void onlyContactsThatReachedThePatientCount() {
    SpellRow row =
        only(
            missed()
                .contact("r", Channel.LETTER, false, "2026-07-02T12:00")
                .contact(aboutA("2026-07-10T12:00"))
                .contact("r", Channel.PHONE, true, "2026-08-10T12:00")
                .contact("r", Channel.PHONE, true, "2026-11-25T12:00")
                .contact("other", Channel.PHONE, true, "2026-09-10T12:00"));
    assertThat(row.contacts()).containsExactly(day("2026-07-10"), day("2026-08-10"));
    assertThat(row.contactSince(day("2026-07-09"))).isEqualTo(JUNE);
    assertThat(row.contactSince(day("2026-07-31"))).isEqualTo(day("2026-07-10"));
    assertThat(row.contactSince(day("2026-11-22"))).isEqualTo(day("2026-08-10"));
  }

  private static Contact aboutA(String moment) {
    return new Contact(List.of("a"), List.of(), true, Channel.PHONE, RecordBuilder.at(moment));
  }

  @Test
  void groupsAreThoseOfTheDayOfTheReferral() {
    SpellRow row =
        only(
            referred()
                .born("2008-08-01")
                .livesIn("D1")
                .movesTo("D9", "2026-07-01")
                .booked("a", "r", "2026-12-01T09:00"));
    assertThat(row.deprivation()).isEqualTo("1");
    assertThat(row.ageBand()).isEqualTo("16-17");
  }

  @Test
  void aReferralIsUnderObservationSinceItsReceiptAndOneOfHistorySinceItsOwnDay() {
    assertThat(only(made("2026-03-01", "2026-06-01T10:00", false)).observed()).isEqualTo(JUNE);
    assertThat(only(made("2026-03-01", "2026-06-01T10:00", true)).observed())
        .isEqualTo(day("2026-03-01"));
  }

  @Test
  void aReferralWithoutADayWaitsSinceItsReceiptUnlessItIsHistory() {
    assertThat(only(made(null, "2026-06-01T10:00", false)).referred()).isEqualTo(JUNE);
    assertThat(rows(made(null, "2026-06-01T10:00", true).build())).isEmpty();
    assertThat(only(made("2026-06-05", "2026-06-01T10:00", false)).referred())
        .as("a day after its receipt is a slip of the pen")
        .isEqualTo(JUNE);
  }

  @Test
  void theUrgencyIsThatOfTheReferral() {
    assertThat(only(made(null, "2026-06-01T10:00", false, Priority.URGENT)).priority())
        .isEqualTo(Priority.URGENT);
    assertThat(only(referred()).priority()).isEqualTo(Priority.ROUTINE);
  }

  private static RecordBuilder made(String day, String received, boolean historic) {
    return made(day, received, historic, Priority.ROUTINE);
  }

  private static RecordBuilder made(
      String day, String received, boolean historic, Priority priority) {
    return RecordBuilder.person(1)
        .referral(
            new Referral(
                "r",
                false,
                "podiatry",
                priority,
                day == null ? null : day(day),
                null,
                RecordBuilder.at(received),
                historic));
  }

  @Test
  void appointmentsWithoutAReferralMakeNoWait() {
    Referral implicit =
        new Referral("implicit|podiatry", true, "podiatry", Priority.ROUTINE, null, null);
    RecordBuilder record =
        RecordBuilder.person(1)
            .referral(implicit)
            .attended("a", "implicit|podiatry", "2026-07-01T09:00");
    assertThat(rows(record.build())).isEmpty();
  }

  private static FirstContact firstContact(RecordBuilder record) {
    return new CountedAppointments(ASSESSMENT, POLICY)
        .of(record.build(), Map.of(), NOW)
        .get(0)
        .firstContact();
  }

  @Test
  void theFirstAttemptCountsWhetherItReachedAnybodyOrNot() {
    RecordBuilder missed = heardOf().contact("r", Channel.LETTER, true, "2026-06-20T08:00");
    assertThat(firstContact(missed)).isEqualTo(new FirstContact(HEARD, null, null));
    missed.contact("r", Channel.PHONE, false, "2026-07-03T08:00");
    missed.contact("r", Channel.PHONE, true, "2026-07-06T08:00");
    assertThat(firstContact(missed))
        .isEqualTo(new FirstContact(HEARD, RecordBuilder.at("2026-07-03T08:00"), null));
  }

  @Test
  void anAttemptBeforeTheMonitorHeardOfTheMissTookNoTime() {
    RecordBuilder missed = heardOf().contact("r", Channel.PHONE, false, "2026-07-01T12:00");
    assertThat(firstContact(missed)).isEqualTo(new FirstContact(HEARD, HEARD, null));
  }

  @Test
  void aMissOfHistoryIsHeardOfAtItsStart() {
    RecordBuilder missed = missed().received("2026-11-02T08:00").historic();
    assertThat(firstContact(missed).heard()).isEqualTo(RecordBuilder.at("2026-07-01T09:00"));
  }

  @Test
  void nobodyHasToTryOnceThePatientHasAttendedOrDied() {
    RecordBuilder missed = missed();
    missed.attended("b", "r", "2026-07-20T09:00");
    assertThat(firstContact(missed).lapsed()).isEqualTo(RecordBuilder.at("2026-07-20T09:00"));
    assertThat(firstContact(missed.died("2026-07-10")).lapsed())
        .isEqualTo(RecordBuilder.at("2026-07-10T00:00"));
  }

  @Test
  void onlyAMissIsFollowedUp() {
    assertThat(firstContact(referred().attended("a", "r", "2026-07-01T09:00"))).isNull();
  }
}
