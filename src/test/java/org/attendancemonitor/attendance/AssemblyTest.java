package org.attendancemonitor.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person's facts say together. */
class AssemblyTest {
  private static final String START = "2026-10-05T09:30";
  private static final String MISSED = "2026-10-05T16:00";
  private static final Code WHITE = new Code("urn:ethnic", "A");
  private static final Code NOT_STATED = new Code("urn:ethnic", "Z");

  private static FactsBuilder referred() {
    return new FactsBuilder().referral("r", "2026-08-03T09:00", ReferralStatus.ACTIVE);
  }

  private static FactsBuilder missed() {
    return referred().appointment("a", "r", START, Outcome.DNA, MISSED);
  }

  private static Appointment only(FactsBuilder facts) {
    assertThat(facts.record().appointments()).hasSize(1);
    return facts.record().appointments().get(0);
  }

  private static Referral referral(FactsBuilder facts, String id) {
    return facts.record().referrals().stream()
        .filter(it -> it.id().equals(FactsBuilder.key("ServiceRequest", id).text()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEncounterTurnsAMissIntoAnAttendanceWhereItIsNewerOnly() {
    assertThat(only(missed().encounter("e", "a", false, "2026-10-06T08:00")).outcome())
        .isEqualTo(Outcome.ATTENDED);
    assertThat(only(missed().encounter("e", "a", false, "2026-10-05T10:00")).outcome())
        .isEqualTo(Outcome.DNA);
  }

  @Test
  void sendingAMissAgainUnchangedDoesNotOutrankTheEncounterInBetween() {
    FactsBuilder facts =
        missed()
            .encounter("e", "a", false, "2026-10-06T08:00")
            .appointment("a", "r", START, Outcome.DNA, "2026-10-20T08:00");
    assertThat(only(facts).outcome()).isEqualTo(Outcome.ATTENDED);
  }

  @Test
  void sendingAnEncounterAgainUnchangedDoesNotOutrankTheMissStatedAfterIt() {
    FactsBuilder facts =
        missed()
            .encounter("e", "a", false, "2026-10-05T10:00")
            .encounter("e", "a", false, "2026-10-20T08:00");
    assertThat(only(facts).outcome()).isEqualTo(Outcome.DNA);
  }

  @Test
  void aMissWhoseCodeIsRefinedLaterIsStillHeardOfWhenItWasFirst() {
    FactsBuilder facts =
        missed().appointment("a", "r", START, Outcome.LATE_NOT_SEEN, "2026-11-20T16:00").historic();
    assertThat(only(facts).outcome()).isEqualTo(Outcome.LATE_NOT_SEEN);
    assertThat(only(facts).outcomeReceived()).isEqualTo(RecordBuilder.at(MISSED));
    assertThat(only(facts).historic()).isFalse();
  }

  @Test
  void aMissCorrectedFromAnAttendanceLongAgoIsHistoryAsItWasFirstHeardOf() {
    FactsBuilder facts =
        referred()
            .appointment("a", "r", START, Outcome.ATTENDED, MISSED)
            .appointment("a", "r", START, Outcome.DNA, "2026-11-20T16:00")
            .historic();
    assertThat(only(facts).historic()).isTrue();
  }

  @Test
  void anAppointmentIsBookedSinceTheFirstThatSaysSo() {
    FactsBuilder facts =
        referred()
            .appointment("a", "r", START, Outcome.NOT_RECORDED, "2026-09-01T12:00")
            .appointment("a", "r", START, Outcome.NOT_RECORDED, "2026-09-25T12:00")
            .appointment("a", "r", START, Outcome.DNA, MISSED);
    assertThat(only(facts).bookedOn()).isEqualTo(LocalDate.of(2026, 9, 1));
  }

  @Test
  void anAppointmentThatIsToldOfOnlyAfterwardsWasBookedByTheDayOfItsStart() {
    assertThat(only(missed()).bookedOn()).isEqualTo(LocalDate.of(2026, 10, 5));
  }

  @Test
  void aRefusalInAdvanceIsAWarningGivenAndOneAfterwardsIsNot() {
    assertThat(only(missed().response("s", "a", true, "2026-10-04T12:00")).outcome())
        .isEqualTo(Outcome.PATIENT_CANCELLED);
    assertThat(only(missed().response("s", "a", true, "2026-10-05T10:00")).outcome())
        .isEqualTo(Outcome.DNA);
  }

  @Test
  void aRefusalSentAgainAfterwardsWasStillGivenInAdvance() {
    FactsBuilder facts =
        missed()
            .response("s", "a", true, "2026-10-04T12:00")
            .response("s", "a", true, "2026-10-07T12:00");
    assertThat(only(facts).outcome()).isEqualTo(Outcome.PATIENT_CANCELLED);
  }

  @Test
  void sendingABookingAgainUnchangedDoesNotUndoTheRefusal() {
    FactsBuilder facts =
        referred()
            .appointment("a", "r", START, Outcome.NOT_RECORDED, "2026-09-01T12:00")
            .response("s", "a", true, "2026-09-20T12:00")
            .appointment("a", "r", START, Outcome.NOT_RECORDED, "2026-09-25T12:00");
    assertThat(only(facts).outcome()).isEqualTo(Outcome.PATIENT_CANCELLED);
  }

  @Test
  void aCancellationThatNamesNobodyIsThePatientsOnlyWhereThePatientHadAskedForIt() {
    FactsBuilder cancelled =
        referred().appointment("a", "r", START, Outcome.CANCELLED, "2026-09-20T12:00");
    assertThat(only(cancelled).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(only(cancelled.response("s", "a", true, "2026-09-19T12:00")).outcome())
        .isEqualTo(Outcome.PATIENT_CANCELLED);
  }

  @Test
  void aRefusalAfterTheCancellationDoesNotSayWhoCancelled() {
    FactsBuilder facts =
        referred()
            .appointment("a", "r", START, Outcome.CANCELLED, "2026-09-20T12:00")
            .response("s", "a", true, "2026-09-21T12:00");
    assertThat(only(facts).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aDischargeByAnEncounterThatNamesOnlyTheAppointmentEndsItsReferral() {
    FactsBuilder facts = missed().discharge("e", "a", "2026-10-06T08:00");
    assertThat(referral(facts, "r").ending().at()).isEqualTo(RecordBuilder.at("2026-10-06T08:00"));
    assertThat(only(facts).outcome()).isEqualTo(Outcome.DNA);
  }

  @Test
  void aReferralUpdatedAsActiveAfterItsEpisodeEndedGoesOn() {
    FactsBuilder facts = referred().episode("p", "r", true, "2026-10-06T08:00");
    assertThat(referral(facts, "r").live()).isFalse();
    facts.urgentReferral("r", "2026-10-07T08:00", ReferralStatus.ACTIVE);
    assertThat(referral(facts, "r").live()).isTrue();
  }

  @Test
  void sendingAReferralAgainUnchangedDoesNotReopenIt() {
    FactsBuilder facts =
        referred()
            .episode("p", "r", true, "2026-10-06T08:00")
            .referral("r", "2026-10-07T08:00", ReferralStatus.ACTIVE);
    assertThat(referral(facts, "r").live()).isFalse();
  }

  @Test
  void aReferralWithTwoEpisodesGoesOnWhileOneOfThemDoes() {
    FactsBuilder facts =
        referred()
            .episode("p", "r", false, "2026-09-01T08:00")
            .episode("q", "r", true, "2026-10-06T08:00");
    assertThat(referral(facts, "r").live()).isTrue();
  }

  @Test
  void anEndingAfterAReopeningIsNewsOfItsOwn() {
    FactsBuilder facts =
        referred()
            .referral("r", "2026-08-10T08:00", ReferralStatus.REVOKED)
            .historic()
            .referral("r", "2026-09-01T08:00", ReferralStatus.ACTIVE)
            .referral("r", "2026-10-06T08:00", ReferralStatus.REVOKED);
    Ending ending = referral(facts, "r").ending();
    assertThat(ending.historic()).isFalse();
    assertThat(ending.at()).isEqualTo(RecordBuilder.at("2026-10-06T08:00"));
    assertThat(ending.received()).isEqualTo(RecordBuilder.at("2026-10-06T08:00"));
  }

  @Test
  void anEndingStaysWhereItWasAndWhatItWasWhenItIsSentAgain() {
    FactsBuilder facts =
        referred()
            .referral("r", "2026-10-05T16:00", ReferralStatus.REVOKED, true)
            .referral("r", "2026-11-01T08:00", ReferralStatus.REVOKED, false);
    Ending ending = referral(facts, "r").ending();
    assertThat(ending.at()).isEqualTo(RecordBuilder.at("2026-10-05T16:00"));
    assertThat(ending.forNonAttendance()).isTrue();
  }

  @Test
  void anAppointmentBelongsToTheFirstOfItsReferralsThatWasNotTakenBack() {
    FactsBuilder facts =
        new FactsBuilder()
            .referral("r1", "2026-08-03T09:00", ReferralStatus.ACTIVE)
            .referral("r2", "2026-08-03T09:00", ReferralStatus.ACTIVE)
            .appointment("a", "r1 r2", START, Outcome.DNA, MISSED);
    assertThat(only(facts).referral()).endsWith("/r1");
    facts.withdrawn(FactKind.REFERRAL, "ServiceRequest", "r1", "2026-10-06T08:00");
    assertThat(only(facts).referral()).endsWith("/r2");
  }

  @Test
  void anAppointmentSentAgainWithoutItsReferralStaysWithIt() {
    FactsBuilder facts = missed().appointment("a", "", START, Outcome.DNA, "2026-10-06T08:00");
    assertThat(only(facts).referral()).endsWith("/r");
  }

  @Test
  void anAppointmentWithoutAReferralBelongsToTheImplicitOneOfItsService() {
    FactsBuilder facts = new FactsBuilder().appointment("a", "", START, Outcome.DNA, MISSED);
    assertThat(only(facts).referral()).isEqualTo("implicit|physiotherapy");
    assertThat(facts.record().referrals()).singleElement().matches(Referral::implicit);
  }

  @Test
  void anImplicitReferralThatWasEndedGoesOnWhenThePersonIsBookedAgain() {
    FactsBuilder facts =
        new FactsBuilder()
            .appointment("a", "", START, Outcome.DNA, MISSED)
            .discharge("e", "a", "2026-10-06T08:00");
    assertThat(facts.record().referrals()).singleElement().matches(it -> !it.live());
    facts.appointment("b", "", "2026-11-20T09:00", Outcome.NOT_RECORDED, "2026-11-01T09:00");
    assertThat(facts.record().referrals()).singleElement().matches(Referral::live);
  }

  @Test
  void aContactThatDoesNotSayWhenWasMadeWhenItsNewsIsFrom() {
    FactsBuilder facts =
        missed()
            .contact("c", "Appointment", "a", RecordBuilder.at("2026-09-14T10:00"), MISSED)
            .contact("d", "Appointment", "a", null, "2026-10-06T10:00");
    assertThat(facts.record().contacts())
        .extracting(Contact::at)
        .containsExactly(
            RecordBuilder.at("2026-09-14T10:00"), RecordBuilder.at("2026-10-06T10:00"));
  }

  @Test
  void whatWasMerelySentHasArrivedAndReachedNobody() {
    FactsBuilder facts =
        missed()
            .sent("c", Channel.LETTER, List.of(), "2026-10-06T10:00")
            .sent("d", Channel.TEXT, List.of(), "2026-10-07T10:00")
            .sent("e", Channel.TEXT, List.of("R19"), "2026-10-08T10:00")
            .sent("f", Channel.PHONE, List.of(), "2026-10-09T10:00");
    assertThat(facts.record().contacts()).allMatch(Contact::delivered);
    assertThat(facts.record().contacts())
        .extracting(Contact::reached)
        .containsExactly(false, false, true, true);
  }

  @Test
  void aReferralOnlyReferredToIsThereAndCanBeContactedAbout() {
    FactsBuilder facts =
        new FactsBuilder()
            .appointment("a", "r", START, Outcome.DNA, MISSED)
            .contact("c", "ServiceRequest", "r", "2026-10-06T10:00");
    assertThat(facts.record().referrals()).singleElement().matches(Referral::implicit);
    assertThat(facts.record().contacts().get(0).referrals())
        .containsExactly(only(facts).referral());
  }

  @Test
  void anAppointmentMovedToTheSurvivingRecordOfAMergeIsHeldOnce() {
    FactsBuilder facts =
        new FactsBuilder()
            .appointment("a", "", START, Outcome.NOT_RECORDED, "2026-09-01T09:00")
            .withdrawn(FactKind.APPOINTMENT, "Appointment", "a", MISSED)
            .row(2)
            .appointment("a", "", START, Outcome.DNA, MISSED);
    assertThat(only(facts).outcome()).isEqualTo(Outcome.DNA);
    assertThat(FactsBuilder.record(reversed(facts.facts())).appointments()).hasSize(1);
  }

  private static List<KeptFact> reversed(List<KeptFact> facts) {
    List<KeptFact> reversed = new java.util.ArrayList<>(facts);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void theRecordThatWasReplacedDoesNotMakeItsOldAddressNews() {
    FactsBuilder facts =
        new FactsBuilder()
            .patient("old", "E01000001", WHITE, null, "2026-01-01T09:00")
            .patient("old", "E01000001", WHITE, "new", "2026-10-01T09:00")
            .row(2)
            .patient("new", "E01000002", null, null, "2026-06-01T09:00");
    Person person = facts.record().person();
    assertThat(person.residenceOn(LocalDate.parse("2026-11-01")).lsoa()).isEqualTo("E01000002");
    assertThat(person.residenceOn(LocalDate.parse("2026-02-01")).lsoa()).isEqualTo("E01000001");
    assertThat(person.ethnicCategory()).isEqualTo(WHITE);
  }

  @Test
  void theLatestStatedEthnicCategoryHoldsForEveryAppointmentAndIsNotUndoneByNotStated() {
    FactsBuilder facts =
        new FactsBuilder()
            .patient("p", null, null, null, "2026-01-01T09:00")
            .patient("p", null, WHITE, null, "2026-05-01T09:00")
            .patient("p", null, NOT_STATED, null, "2026-09-01T09:00");
    assertThat(facts.record().person().ethnicCategory()).isEqualTo(WHITE);
  }

  @Test
  void anAddressHoldsFromTheDayItWasFirstStated() {
    FactsBuilder facts =
        new FactsBuilder()
            .patient("p", "E01000001", null, null, "2026-01-01T09:00")
            .patient("p", "E01000002", null, null, "2026-05-01T09:00");
    Person person = facts.record().person();
    assertThat(person.residenceOn(LocalDate.parse("2026-04-30")).lsoa()).isEqualTo("E01000001");
    assertThat(person.residenceOn(LocalDate.parse("2026-05-01")).lsoa()).isEqualTo("E01000002");
    assertThat(person.residenceOn(LocalDate.parse("2020-01-01")).lsoa()).isEqualTo("E01000001");
  }

  @Test
  void aNeedThatEndedHeldUntilTheDayThatWasFirstSaid() {
    FactsBuilder facts =
        new FactsBuilder()
            .need("n", true, "2026-01-01T09:00")
            .need("n", false, "2026-05-01T09:00")
            .need("n", false, "2026-09-01T09:00");
    assertThat(facts.record().needs())
        .singleElement()
        .matches(it -> LocalDate.parse("2026-05-01").equals(it.until()));
  }

  @Test
  void aCarerKnownForASpanOfDaysSaysAsMuchOnThoseDays() {
    FactsBuilder facts =
        new FactsBuilder()
            .carer("c", LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), MISSED);
    assertThat(facts.record().needs())
        .singleElement()
        .matches(it -> it.holdsOn(LocalDate.parse("2026-10-05")))
        .matches(it -> !it.holdsOn(LocalDate.parse("2027-01-02")));
  }

  @Test
  void whatIsFiledUnderOneOfTwoLinkedRowsIsKnownToBeSo() {
    PersonRecord record =
        referred().row(2).appointment("a", "", START, Outcome.DNA, MISSED).record();
    assertThat(record.rows())
        .containsOnly(
            Map.entry(FactsBuilder.key("ServiceRequest", "r").text(), 1L),
            Map.entry(FactsBuilder.key("Appointment", "a").text(), 2L));
  }
}
