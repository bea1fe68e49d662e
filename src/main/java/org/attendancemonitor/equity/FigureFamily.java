package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.KeptFigure;

/** Families of released figures that are no counts of appointments by group. */
enum FigureFamily {
  GAP(
      "dna_gap",
      "Share missed of the group against that of the rest of the service's patients, from the counts"
          + " as shown. difference: group minus rest, with Newcombe limits; ratio: group over rest,"
          + " log limits, absent where either missed none.",
      "service",
      "dimension",
      "group",
      "window",
      "measure",
      "bound"),
  GRADIENT(
      "dna_gradient",
      "Social gradient of the share missed over all fifths of deprivation, from the counts as shown."
          + " sii: percentage points (0 to 1) higher at the most deprived end than at the least; rii:"
          + " times as likely. Slope and relative index of inequality on the logit scale. Absent"
          + " unless every fifth is shown.",
      "service",
      "window",
      "measure",
      "bound"),
  STANDARDISED(
      "dna_standardised_ratio",
      "Share missed, directly standardised for age and sex. Absent where fewer than 10 were missed.",
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
      "XmR chart of a measure over time: the newest complete period, mean and limits of its segment.",
      "service",
      "measure",
      "line"),
  PROCESS_SIGNAL(
      "process_signal",
      "1 where the newest point of the XmR chart bears this signal by the rules of NHS Making Data"
          + " Count, else 0.",
      "service",
      "measure",
      "rule"),
  FUNNEL(
      "funnel",
      "Share missed of the service against the share of all services together, with the limits of a"
          + " funnel chart at the service's size; widened for overdispersion.",
      "service",
      "window",
      "line"),
  FUNNEL_SIGNAL(
      "funnel_signal",
      "1 where the service lies outside the outer limits of the funnel after widening for"
          + " overdispersion, else 0.",
      "service",
      "window"),
  WAITING_PATIENTS(
      "waiting_patients",
      "Patients who wait to be seen for the first time, on the release's last day.",
      "service",
      "dimension",
      "group"),
  WAITING_SECONDS(
      "waiting_seconds",
      "How long they wait. since: referral, clock (restarted after a missed first appointment) or"
          + " last_contact. method list: time waited so far of those waiting; km: time to being seen,"
          + " Kaplan-Meier, those still waiting counted as far as they got.",
      "service",
      "dimension",
      "group",
      "percentile",
      "since",
      "method"),
  WAITING_OVER(
      "waiting_over_ratio",
      "Share of those waiting who have waited longer than the threshold since referral.",
      "service",
      "dimension",
      "group",
      "threshold",
      "bound"),
  QUEUE(
      "queue",
      "The waiting list as a queue, per week. load: demand over capacity; target_size: patients the"
          + " list may hold; relief_capacity: appointments a week that bring it there; pressure: above"
          + " 1 the target is likely to be missed.",
      "service",
      "measure"),
  REMOVED_UNSEEN(
      "removed_unseen",
      "Referrals ended in the window before the patient was ever seen.",
      "service",
      "dimension",
      "group",
      "window"),
  FIRST_CONTACT(
      "support_first_contact_seconds",
      "Time from hearing of a missed appointment to the first recorded attempt to reach the patient.",
      "service",
      "dimension",
      "group",
      "window",
      "percentile"),
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

  /** One figure of this family; the values of the labels in the order of {@link #labels}. */
  KeptFigure figure(double value, String... labelValues) {
    if (labelValues.length != labels.size()) {
      throw new IllegalArgumentException(
          "labels: expected %s for %s, found %s".formatted(labels, key, List.of(labelValues)));
    }
    return KeptFigure.of(key, value, labelValues);
  }
}
