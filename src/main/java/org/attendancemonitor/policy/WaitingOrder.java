package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Raised;

/**
 * Where somebody stands in the order of a waiting list, and why (attendance-policy section 9).
 * Clinical urgency first; social factors break ties only where a named person has signed for it.
 * Ethnicity never orders anybody.
 */
final class WaitingOrder {
  private final OrderSettings order;
  private final Wording wording;

  WaitingOrder(PolicySettings settings, Wording wording) {
    this.order = settings.order();
    this.wording = wording;
  }

  WaitingPlace place(Pathway pathway) {
    List<Reason> reasons = new ArrayList<>();
    Priority urgency = urgency(pathway, reasons);
    boolean safety = raised(pathway, order.safetyFlags());
    if (safety) {
      reasons.add(new Reason("safety", "A safety risk is recorded: check record."));
    }
    List<Reason> impacts =
        pathway.assessed.flags().stream()
            .flatMap(flag -> flag.reasons().stream())
            .filter(reason -> order.impacts().contains(reason.code()))
            .distinct()
            .toList();
    reasons.addAll(impacts);
    int vulnerable = vulnerable(pathway, reasons);
    reasons.add(
        new Reason(
            "waiting",
            "Waits for the "
                + wording.name(pathway.service())
                + "service since "
                + Wording.day(WaitingWell.waitingSince(pathway.referral))
                + "."));
    return new WaitingPlace(
        pathway.referral.id(),
        pathway.service(),
        urgency,
        safety,
        impacts.size(),
        vulnerable,
        WaitingWell.waitingSince(pathway.referral).atStartOfDay(WorkingDays.LONDON).toInstant(),
        List.copyOf(reasons));
  }

  /** A clinician's last word on a referral's place, if there is one. */
  static Optional<Placing> placing(Pathway pathway) {
    return pathway.record.placings().stream()
        .filter(it -> it.referral().equals(pathway.referral.id()))
        .filter(it -> !it.at().isAfter(pathway.now))
        .reduce((earlier, later) -> later);
  }

  /** A clinician's last word goes before the referral's own priority. */
  private static Priority urgency(Pathway pathway, List<Reason> reasons) {
    Placing placing = placing(pathway).orElse(null);
    Priority urgency = placing == null ? pathway.referral.priority() : placing.urgency();
    String word = urgency.name().toLowerCase(Locale.ROOT);
    reasons.add(
        placing == null
            ? new Reason("urgency", "Clinical urgency of the referral: " + word + ".")
            : new Reason(
                "placed",
                "Placed as "
                    + word
                    + " by "
                    + placing.actor().name()
                    + " on "
                    + Wording.day(placing.at())
                    + ": "
                    + placing.note()));
    return urgency;
  }

  private int vulnerable(Pathway pathway, List<Reason> reasons) {
    OrderSettings.Social social = order.social();
    if (!social.enabled() || !raised(pathway, social.flags())) {
      return 0;
    }
    reasons.add(
        new Reason(
            "social",
            "Goes before others who are equal in the rest, by the order "
                + social.signedBy().orElseThrow()
                + " signed on "
                + Wording.day(social.signedOn().orElseThrow())
                + "."));
    return 1;
  }

  private static boolean raised(Pathway pathway, Set<String> flags) {
    return pathway.assessed.flags().stream().map(Raised::code).anyMatch(flags::contains);
  }
}
