package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Referral;

/**
 * An ethnic group with a measured, signed gap in a service the person is referred to. Only ever a
 * suggestion: it lifts nothing.
 */
record BelongsToGroupWithGap(List<EthnicGap> gaps, Ethnicity ethnicity) implements RiskRule {
  static final String CODE = "ethnic-group";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    String group = ethnicity.group(circumstances.person().ethnicCategory());
    List<Reason> reasons =
        gaps.stream()
            .filter(gap -> gap.ethnicGroups().contains(group))
            .filter(gap -> !gap.signedOn().isAfter(circumstances.to()))
            .filter(gap -> !gap.reviewBy().isBefore(circumstances.from()))
            .filter(gap -> referredTo(gap.service(), circumstances))
            .map(gap -> new Reason(CODE, gap.text()))
            .distinct()
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new Raised(CODE, Flag.SUGGESTION, reasons));
  }

  private static boolean referredTo(String service, Circumstances circumstances) {
    return circumstances.record().referrals().stream()
        .filter(Referral::live)
        .anyMatch(referral -> referral.service().equals(service));
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return gaps.stream()
        .flatMap(gap -> Stream.of(gap.signedOn(), gap.reviewBy().plusDays(1)))
        .toList();
  }
}
