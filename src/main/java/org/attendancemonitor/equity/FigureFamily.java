package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.KeptFigure;

/** Families of released figures that are no counts of appointments by group. */
enum FigureFamily {
  GAP(
      "dna_gap",
      "Share missed of the group against that of the rest of the service's patients, from the counts"
          + " as shown. difference: group minus rest, with Newcombe limits; ratio: group over rest,"
          + " log limits, absent where either missed none. Limits are widened by design effects. Absent"
          + " where no other group of the dimension is shown.",
      "service",
      "dimension",
      "group",
      "window",
      "measure",
      "bound"),
  GRADIENT(
      "dna_gradient",
      "Social gradient of the share missed over all fifths of deprivation, from the counts as shown."
          + " sii: how much higher (-1 to 1) at the most deprived end than at the least; rii: how many"
          + " times as likely, above 1 where deprived people miss more. Slope and relative index of"
          + " inequality on the logit scale. Absent unless every fifth is shown.",
      "service",
      "window",
      "measure",
      "bound"),
  STANDARDISED(
      "dna_standardised_ratio",
      "What the share missed would be, were its appointments mixed by age and sex as in the standard"
          + " (equity.yaml, standard). Directly standardised, the limits allow for patients who miss"
          + " again. Not for groups of age or sex. Absent where fewer than 10 were missed, or where age or"
          + " sex of more than one in ten is not known.",
      "service",
      "dimension",
      "group",
      "window",
      "bound"),
  DESIGN_EFFECT(
      "dna_design_effect",
      "How many times the variance of the share missed is that of independent appointments, because"
          + " one person has several; the limits of attendance_dna_ratio are widened by it.",
      "service",
      "dimension",
      "group",
      "window"),
  PATIENTS_MISSED(
      "patients_missed_ratio",
      "Shares of patients, not of appointments. any: of those due, missed one or more; repeat and high:"
          + " of those due in 52 weeks, missed at least, or more than, so many; again: of those who"
          + " missed one early enough to tell, missed another soon after.",
      "service",
      "window",
      "measure",
      "bound"),
  PROCESS(
      "process",
      "XmR chart of a measure over weeks or months: value of the newest complete one, with mean and"
          + " natural limits of its segment. Those of fewer than 13 points are on trial. Absent where"
          + " there is no chart; lower and upper also where nothing ever moves.",
      "service",
      "measure",
      "line"),
  PROCESS_SIGNAL(
      "process_signal",
      "1 where the newest point of the XmR chart bears this signal by the rules of NHS Making Data"
          + " Count, else 0. A signal says that something other than the usual variation is at work, not"
          + " what, and not that it is over. Absent while the chart, or its part since a known change,"
          + " has fewer than 13 points: its limits are on trial.",
      "service",
      "measure",
      "rule"),
  FUNNEL(
      "funnel",
      "Share missed (as attendance_dna_ratio) of the service beside that of all mapped services"
          + " together, with the limits of a funnel chart at its effective size (appointments divided by"
          + " attendance_dna_design_effect, because one person has several); widened where ten or more"
          + " services differ by more than chance. Children's services are in it with the same share: for them"
          + " read attendance_was_not_brought_ratio.",
      "service",
      "window",
      "line"),
  FUNNEL_SIGNAL(
      "funnel_signal",
      "1 where the service lies outside the outer limits of the funnel, else 0. A question (whom does"
          + " it see, how does it record?), not a verdict.",
      "service",
      "window"),
  WAITING_PATIENTS(
      "waiting_patients",
      "Referrals whose patients wait to be seen for the first time, at the end of the release's last"
          + " day; from the counts as shown.",
      "service",
      "dimension",
      "group"),
  WAITING_SECONDS(
      "waiting_seconds",
      "How long they wait; equity is read from since=referral. since: referral, clock (stopped by a"
          + " missed appointment before the first attended one, started anew when another is booked)"
          + " or last_contact (the referral, or when the patient was last reached about it). method"
          + " list: time so far of those waiting, percentiles of R's type 7. km: time by which so many"
          + " of 100 referrals are seen, were every week like these 52: those still waiting count as far"
          + " as they got (Kaplan-Meier with delayed entry), those who left unseen as never seen"
          + " (Aalen-Johansen cumulative incidence), so it is absent where so many are not. It is no"
          + " percentile of waits that have ended, no forecast for one patient, and not adjusted for"
          + " clinical priority. Of groups in whole weeks.",
      "service",
      "dimension",
      "group",
      "percentile",
      "since",
      "method"),
  WAITING_OVER(
      "waiting_over_ratio",
      "Share of those waiting who have waited longer than the threshold since referral (18w: over 126"
          + " days, 52w: over 364). Estimate with lower and upper Wilson limits, from the counts as"
          + " shown.",
      "service",
      "dimension",
      "group",
      "threshold",
      "bound"),
  QUEUE(
      "queue",
      "The waiting list as a queue, per week over 13 weeks (NHSRwaitinglist). load: referrals over"
          + " capacity, from 1 on the list grows; target_size: patients the list may hold;"
          + " relief_capacity: first appointments a week that bring it there, absent unless it holds"
          + " more than twice as many; pressure: twice the mean wait over the target, above 1 the"
          + " target is likely to be missed.",
      "service",
      "measure"),
  REMOVED_UNSEEN(
      "removed_unseen",
      "Referrals ended by the service in the window before the patient was ever seen; those who died"
          + " or moved away are not counted. From the counts as shown.",
      "service",
      "dimension",
      "group",
      "window"),
  FIRST_CONTACT(
      "support_first_contact_seconds",
      "Time from hearing of a missed appointment to the first recorded attempt to reach the patient,"
          + " by which so many were tried; those whom nobody has tried yet are counted as far as they"
          + " got (Kaplan-Meier), so it is absent where so many were not. Misses loaded as history count"
          + " from the appointment. Of groups in whole days.",
      "service",
      "dimension",
      "group",
      "window",
      "percentile"),
  WAITING_COMPARISON(
      "waiting_comparison",
      "Waits of a group against the rest of the service's patients, within the clinical priorities of"
          + " the referrals. median_difference: seconds, group minus rest, of those waiting, since"
          + " referral, weighted by the size of each priority, with percentile-bootstrap limits, in whole"
          + " weeks; log_rank_chi_square, log_rank_p: test of the times to being seen, stratified.",
      "service",
      "dimension",
      "group",
      "measure",
      "bound"),
  WAITING_OUTCOME(
      "waiting_outcome_ratio",
      "Share of referrals whose patient was seen, or removed unseen, within 18 weeks: cumulative"
          + " incidence with competing ends (Aalen-Johansen), log-log limits. Shares of all referrals,"
          + " those that ended otherwise among them; not of those still waiting, and neither is one"
          + " less the other.",
      "service",
      "dimension",
      "group",
      "window",
      "outcome",
      "bound"),
  DISCHARGES(
      "discharges_after_dna",
      "Referrals ended after a missed appointment, by whether a review was completed first.",
      "service",
      "window",
      "review"),
  KNOWN(
      "known_ratio",
      "Share of attended and missed appointments over 52 weeks of people whose attribute is known;"
          + " not stated counts as not known.",
      "service",
      "attribute");

  /** Without the prefix. */
  final String key;

  final String help;
  final List<String> labels;

  FigureFamily(String key, String help, String... labels) {
    this.key = key;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Whether Prometheus is told; what it is not told is for the manager's report. */
  boolean scraped() {
    return this != WAITING_COMPARISON && this != WAITING_OUTCOME;
  }

  /** One figure of this family; the values of the labels in the order of {@link #labels}. */
  KeptFigure figure(double value, String... labelValues) {
    if (labelValues.length != labels.size()) {
      throw new IllegalArgumentException(
          "labels: expected %s for %s, found %s".formatted(labels, key, List.of(labelValues)));
    }
    return KeptFigure.of(key, value, labelValues);
  }
}
