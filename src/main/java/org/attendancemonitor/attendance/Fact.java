package org.attendancemonitor.attendance;

/**
 * What one source states about one resource at one moment: the content, without who said it when.
 */
public sealed interface Fact
    permits PatientFact,
        ReferralFact,
        AppointmentFact,
        EncounterFact,
        ResponseFact,
        EpisodeFact,
        NeedFact,
        ContactFact,
        CarerFact,
        PlaceFact,
        ActionFact,
        PlacingFact,
        Withdrawn {

  /** What the fact is about. */
  FactKind kind();
}
