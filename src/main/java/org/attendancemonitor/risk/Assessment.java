package org.attendancemonitor.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Known;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Reason;

/** Who is at higher risk of being left behind, and why. Pure; safe to share between threads. */
public final class Assessment {
  private final RiskSettings settings;
  private final Deprivation areas;
  private final Ethnicity ethnicity;
  private final MissDefinition definition;
  private final List<RiskRule> rules = new ArrayList<>();
  private final NeedsInterpreter interpreter;
  private final BelongsToInclusionGroup inclusion;
  private final DependsOnCarer carer;
  private final List<HasRecorded> disabilities;

  /**
   * @param settings what {@code risk.yaml} says
   * @param areas deprivation by residence
   */
  public Assessment(RiskSettings settings, Deprivation areas) {
    this.settings = settings;
    this.areas = areas;
    ethnicity = new Ethnicity(settings.ethnicCodings(), settings.chineseGroup());
    definition = new MissDefinition(settings.countLateNotSeenAsDna());
    interpreter = new NeedsInterpreter(settings.interpreter());
    inclusion = new BelongsToInclusionGroup(settings.inclusionHealth(), settings.noFixedAbode());
    carer = new DependsOnCarer(settings.carerDependent());
    disabilities =
        settings.disabilityFlags().stream()
            .map(flag -> new HasRecorded(flag, settings.recorded().get(flag)))
            .toList();
    if (settings.core20().enabled()) {
      rules.add(new LivesInDeprivedArea(settings.core20().maxDecile(), areas));
    }
    rules.add(interpreter);
    settings
        .recorded()
        .forEach(
            (code, flag) -> {
              if (flag.enabled()) {
                rules.add(new HasRecorded(code, flag));
              }
            });
    rules.add(inclusion);
    rules.add(new IsChild(settings.childUnder()));
    rules.add(carer);
    rules.add(new IsDigitallyExcluded(settings.digitalExclusion()));
    rules.add(new IsFrailOrOlder(settings.frailty(), settings.olderFrom()));
    rules.add(new MissesRepeatedly(settings.repeat()));
    if (settings.earlierDischarge()) {
      rules.add(new WasDischargedAfterMiss(definition));
    }
    rules.add(new BelongsToGroupWithGap(settings.ethnicGaps(), ethnicity));
  }

  /**
   * The flags of one person's record.
   *
   * @param record everything known about the person
   * @param now the moment to judge at
   */
  public Assessed assess(PersonRecord record, Instant now) {
    LocalDate today = now.atZone(Circumstances.LONDON).toLocalDate();
    List<Appointment> misses = definition.of(record.appointments());
    Circumstances current = new Circumstances(record, misses, today, today);
    Map<String, List<Raised>> sinceMiss = new HashMap<>();
    for (Appointment miss : misses) {
      LocalDate from = miss.day().isBefore(today) ? miss.day() : today;
      sinceMiss.put(miss.id(), raised(new Circumstances(record, misses, from, today)));
    }
    return new Assessed(raised(current), sinceMiss, nextTurn(current));
  }

  private List<Raised> raised(Circumstances circumstances) {
    List<Raised> found = new ArrayList<>();
    for (RiskRule rule : rules) {
      rule.raise(circumstances).ifPresent(found::add);
    }
    if (found.isEmpty() && NothingKnown.of(circumstances.record())) {
      Reason reason = new Reason(NothingKnown.CODE, NothingKnown.TEXT);
      found.add(new Raised(NothingKnown.CODE, Flag.NOT_ASSESSED, List.of(reason)));
    }
    return found;
  }

  private Instant nextTurn(Circumstances current) {
    Stream<LocalDate> ofNeeds = current.record().needs().stream().flatMap(Assessment::turns);
    Stream<LocalDate> ofRules = rules.stream().flatMap(rule -> rule.turns(current).stream());
    return Stream.concat(ofNeeds, ofRules)
        .filter(day -> day.isAfter(current.to()))
        .min(LocalDate::compareTo)
        .map(day -> day.atStartOfDay(Circumstances.LONDON).toInstant())
        .orElse(null);
  }

  private static Stream<LocalDate> turns(Need need) {
    return Stream.of(
            java.util.Optional.ofNullable(need.from()),
            java.util.Optional.ofNullable(need.until()).map(day -> day.plusDays(1)))
        .flatMap(java.util.Optional::stream);
  }

  /**
   * The groups a person belongs to at one appointment.
   *
   * @param record everything known about the person
   * @param appointment one of its appointments
   */
  public Groups groups(PersonRecord record, Appointment appointment) {
    return groups(record, appointment.day());
  }

  /**
   * The groups a person belongs to on a day.
   *
   * @param record everything known about the person
   */
  public Groups groups(PersonRecord record, LocalDate day) {
    Circumstances then = new Circumstances(record, List.of(), day, day);
    RiskSettings.StatedNone none = settings.statedNone();
    boolean refused = Boolean.FALSE.equals(record.person().interpreterRequired());
    int age = then.ageOn(day);
    return new Groups(
        quintile(then),
        ethnicity.group(record.person().ethnicCategory()),
        AgeBand.of(age),
        record.person().sex().name().toLowerCase(Locale.ROOT),
        known(interpreter.raise(then).isPresent(), refused || says(then, none.interpreter())),
        known(
            disabilities.stream().anyMatch(rule -> rule.raise(then).isPresent()),
            says(then, none.disability())),
        known(inclusion.raise(then).isPresent(), says(then, none.inclusionHealth())),
        age >= 0 && age < settings.childUnder() || carer.raise(then).isPresent());
  }

  private static String known(boolean yes, boolean no) {
    return (yes ? Known.YES : no ? Known.NO : Known.UNKNOWN).label();
  }

  private static boolean says(Circumstances then, Set<Code> codes) {
    return !codes.isEmpty() && then.recorded(new ValueSet("Asked, and none.", codes));
  }

  private String quintile(Circumstances then) {
    OptionalInt decile = areas.decile(then.person().residenceOn(then.to()));
    return decile.isPresent() ? Integer.toString((decile.getAsInt() + 1) / 2) : "unknown";
  }
}
