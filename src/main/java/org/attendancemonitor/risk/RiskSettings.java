package org.attendancemonitor.risk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Code;

/**
 * What {@code risk.yaml} says.
 *
 * @param core20 switch and limit of the deprivation rule
 * @param interpreter how a need for an interpreter is recognised
 * @param childUnder age in years below which a person counts as a child (was not brought)
 * @param olderFrom age in years from which age alone raises {@code frailty-or-age}
 * @param frailty value sets of recorded frailty
 * @param carerDependent adults recorded as dependent on someone else to attend
 * @param digitalExclusion recorded digital exclusion; no known telephone number raises it as well
 * @param inclusionHealth inclusion-health groups by name; residence without fixed abode and ethnic
 *     codes are looked at as well as needs
 * @param noFixedAbode name of the value set that a residence without fixed abode belongs to
 * @param recorded flags raised by recorded codes alone, by flag
 * @param disabilityFlags which flags count as disability in the figures
 * @param statedNone codes that say that somebody asked and there is none
 * @param repeat when misses are repeated
 * @param earlierDischarge a referral ended after a miss raises a flag
 * @param countLateNotSeenAsDna NHS code 7 (arrived late, could not be seen) is a miss
 * @param chineseGroup where "Chinese" counts
 * @param ethnicCodings how ethnic categories map to groups
 * @param ethnicGaps signed lists of measured gaps
 */
public record RiskSettings(
    Core20 core20,
    Interpreter interpreter,
    int childUnder,
    int olderFrom,
    Map<String, ValueSet> frailty,
    ValueSet carerDependent,
    ValueSet digitalExclusion,
    Map<String, ValueSet> inclusionHealth,
    String noFixedAbode,
    Map<String, RecordedFlag> recorded,
    Set<String> disabilityFlags,
    StatedNone statedNone,
    Repeat repeat,
    boolean earlierDischarge,
    boolean countLateNotSeenAsDna,
    ChineseGroup chineseGroup,
    List<EthnicCoding> ethnicCodings,
    List<EthnicGap> ethnicGaps) {

  /**
   * Core20 of CORE20PLUS5.
   *
   * @param enabled whether the rule is in force
   * @param maxDecile highest national decile that raises it: 2 for the most deprived fifth
   */
  public record Core20(boolean enabled, int maxDecile) {
    public Core20 {
      Settings.between("maxDecile", maxDecile, 1, 10);
    }
  }

  /**
   * How a need for an interpreter is recognised.
   *
   * @param needed codes that say so without a language
   * @param languages language by code, as {@code system|code}, in English
   * @param signLanguages language tags that mean a sign-language interpreter
   */
  public record Interpreter(
      Set<Code> needed, Map<String, String> languages, Map<String, String> signLanguages) {
    public Interpreter {
      needed = Set.copyOf(needed);
      languages = Settings.ordered(languages);
      signLanguages = Settings.ordered(signLanguages);
    }
  }

  /**
   * When misses are repeated (trust-wide).
   *
   * @param misses how many raise the flag
   * @param highAbove more than so many raise it to {@code high}
   * @param months within how many months
   */
  public record Repeat(int misses, int highAbove, int months) {
    public Repeat {
      Settings.between("misses", misses, 2, 20);
      Settings.between("highAbove", highAbove, misses, 50);
      Settings.between("months", months, 1, 60);
    }
  }

  /**
   * Codes that say that somebody asked and the answer was no, by dimension of the figures.
   *
   * @param interpreter no interpreter needed
   * @param disability no disability
   * @param inclusionHealth in no inclusion-health group
   */
  public record StatedNone(Set<Code> interpreter, Set<Code> disability, Set<Code> inclusionHealth) {
    public StatedNone {
      interpreter = Set.copyOf(interpreter);
      disability = Set.copyOf(disability);
      inclusionHealth = Set.copyOf(inclusionHealth);
    }
  }

  public RiskSettings {
    Settings.between("childUnder", childUnder, 1, 25);
    Settings.between("olderFrom", olderFrom, 50, 120);
    frailty = Settings.ordered(frailty);
    inclusionHealth = Settings.ordered(inclusionHealth);
    recorded = Settings.ordered(recorded);
    disabilityFlags = Set.copyOf(disabilityFlags);
    ethnicCodings = List.copyOf(ethnicCodings);
    ethnicGaps = List.copyOf(ethnicGaps);
    if (!inclusionHealth.containsKey(noFixedAbode)) {
      throw new IllegalArgumentException(
          "noFixedAbode: expected one of " + inclusionHealth.keySet() + ", found " + noFixedAbode);
    }
    for (String flag : disabilityFlags) {
      if (!recorded.containsKey(flag)) {
        throw new IllegalArgumentException(
            "disabilityFlags: expected one of " + recorded.keySet() + ", found " + flag);
      }
    }
  }

  /** Whether a code of ethnicity belongs to a group. */
  public boolean ethnicKnown(Code code) {
    return ethnicCodings.stream()
        .anyMatch(
            coding ->
                coding.systems().contains(code.system()) && coding.group(code.value()) != null);
  }
}
