package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T8: a miss by someone who depends on others (a child at the appointment, an adult who depends on
 * a carer, or whom the sender codes so), by any adult with a flag that calls for a look at
 * safeguarding, or a home visit without access. Neither a rebooking nor an attendance closes it:
 * only a person who has looked does.
 */
final class WasNotBrought implements Rule {
  static final String ID = "T8";
  private final PolicySettings settings;
  private final Map<String, ServiceTerms> services;

  WasNotBrought(PolicySettings settings, Map<String, ServiceTerms> services) {
    this.settings = settings;
    this.services = services;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String source() {
    return "RCGP child safeguarding toolkit, was not brought; NELFT missed appointments procedure";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.WAS_NOT_BROUGHT;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (!pathway.referral.live() && !settings.wasNotBroughtOutlivesReferral()) {
      return Optional.empty();
    }
    List<Appointment> notBrought =
        pathway.unsettled.stream().filter(miss -> applies(miss, pathway)).toList();
    return notBrought.stream()
        .map(Pathway::received)
        .min(Instant::compareTo)
        .map(since -> new Trigger(together(notBrought, pathway), since));
  }

  /** One open task per referral: it answers the other unanswered misses of the referral too. */
  private static List<Appointment> together(List<Appointment> notBrought, Pathway pathway) {
    return pathway.unsettled.stream()
        .filter(miss -> notBrought.contains(miss) || pathway.unanswered.contains(miss))
        .toList();
  }

  private boolean applies(Appointment miss, Pathway pathway) {
    return miss.wasNotBrought()
        || miss.mode() == Mode.HOME_VISIT
        || isChild(miss, pathway.record.person().birthDate())
        || pathway.assessed.since(miss.id()).stream()
            .anyMatch(flag -> settings.wasNotBroughtFlags().contains(flag.code()));
  }

  private boolean isChild(Appointment miss, BirthDate birth) {
    ServiceTerms service = services.get(miss.service());
    boolean paediatric = service != null && service.paediatric();
    Optional<Integer> age = birth == null ? Optional.empty() : birth.ageOn(miss.day());
    if (age.isEmpty()) {
      return paediatric;
    }
    int usual = paediatric ? settings.paediatricUnder() : settings.wasNotBroughtUnder();
    return age.get()
        < Stream.ofNullable(settings.services().get(miss.service()))
            .flatMap(override -> override.wasNotBroughtUnder().stream())
            .findFirst()
            .orElse(usual);
  }
}
