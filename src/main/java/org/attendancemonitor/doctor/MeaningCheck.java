package org.attendancemonitor.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.Parsed;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/** Meaning: whether messages agree with the calendar. */
final class MeaningCheck implements Check {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** People come early, and clocks differ. */
  private static final Duration EARLY = Duration.ofHours(2);

  private final Findings findings;
  private final Chart chart;
  private final Instant now;

  MeaningCheck(Findings findings, Chart chart, Instant now) {
    this.findings = findings;
    this.chart = chart;
    this.now = now;
  }

  @Override
  public void look(Look look) {
    for (Entry entry : look.message().entries()) {
      if (entry.reading() instanceof Accepted accepted) {
        for (Notice notice : accepted.notices()) {
          if (notice.fact() instanceof AppointmentFact fact) {
            appointment(look, entry, notice, fact);
          }
        }
      }
    }
    look.each(
        Appointment.class,
        (parsed, one) -> {
          zone(look, parsed, "start", one.getStartElement());
          zone(look, parsed, "end", one.getEndElement());
        });
    for (Parsed parsed : look.resources()) {
      if (parsed.asSent()) {
        zone(look, parsed, "meta.lastUpdated", parsed.resource().getMeta().getLastUpdatedElement());
      }
    }
    twice(look);
  }

  private void appointment(Look look, Entry entry, Notice notice, AppointmentFact fact) {
    if (fact.ambiguousTime()) {
      findings.add(Rule.DOUBLED_HOUR, look.file(), "", look.place(entry, "start"));
    }
    boolean ended = fact.outcome() == Outcome.ATTENDED || fact.outcome().missed();
    Instant said = notice.sourceTime() == null ? now : notice.sourceTime();
    if (ended && fact.start() != null && fact.start().minus(EARLY).isAfter(said)) {
      findings.add(Rule.OUTCOME_EARLY, look.file(), "", look.place(entry, "status"));
    }
  }

  private void zone(Look look, Parsed parsed, String element, BaseDateTimeType time) {
    String text = time.getValueAsString();
    if (text != null && text.length() > 10 && !text.matches(".*([Zz]|[+-]\\d{2}:?\\d{2})")) {
      findings.add(Rule.NO_ZONE, look.file(), "", look.place(parsed.place(element)));
    }
  }

  private void twice(Look look) {
    Set<String> seen = new HashSet<>();
    for (Parsed parsed : look.resources()) {
      String id = parsed.resource().getIdElement().getIdPart();
      if (id != null && !seen.add(parsed.resource().fhirType() + "/" + id)) {
        findings.add(Rule.TWICE_IN_MESSAGE, look.file(), "", look.place(parsed.path()));
      }
    }
  }

  @Override
  public void conclude() {
    for (Chart.Newest<AppointmentFact> one : chart.appointments()) {
      if (one.fact.outcome().missed() && one.first) {
        findings.add(Rule.MISSED_UNBOOKED, one.file, "", one.place);
      }
      ReferralFact referral = chart.referral(one.fact.basedOn());
      if (referral != null && referral.authoredOn() != null && one.fact.start() != null) {
        LocalDate day = one.fact.start().atZone(LONDON).toLocalDate();
        if (day.isBefore(referral.authoredOn())) {
          findings.add(Rule.BEFORE_REFERRAL, one.file, "", one.place);
        }
      }
    }
  }
}
