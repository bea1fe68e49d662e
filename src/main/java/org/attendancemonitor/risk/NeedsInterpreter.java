package org.attendancemonitor.risk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.Reason;

/** Needs an interpreter, of a spoken or a signed language (Accessible Information Standard). */
final class NeedsInterpreter implements RiskRule {
  /** Languages that the NHS calls otherwise than the platform does. */
  private static final Map<String, String> OTHERWISE_NAMED = Map.of("bn", "Bengali");

  static final String CODE = "interpreter";
  private final ValueSet needed;
  private final Map<String, ValueSet> byLanguage = new TreeMap<>();
  private final ValueSet anyLanguage;
  private final Map<String, String> signLanguages;

  NeedsInterpreter(RiskSettings.Interpreter settings) {
    needed = new ValueSet("Needs an interpreter.", settings.needed());
    settings
        .languages()
        .forEach(
            (code, language) ->
                byLanguage.merge(
                    language,
                    new ValueSet(sentence(language), Set.of(Code.parse(code))),
                    NeedsInterpreter::together));
    anyLanguage =
        byLanguage.values().stream()
            .reduce(new ValueSet(needed.text(), Set.of()), NeedsInterpreter::together);
    signLanguages = settings.signLanguages();
  }

  private static ValueSet together(ValueSet one, ValueSet other) {
    Set<Code> codes = new java.util.HashSet<>(one.codes());
    codes.addAll(other.codes());
    return new ValueSet(one.text(), codes);
  }

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    return text(circumstances).map(text -> Raised.raised(CODE, List.of(new Reason(CODE, text))));
  }

  private Optional<String> text(Circumstances circumstances) {
    if (circumstances.recorded(anyLanguage)) {
      for (ValueSet language : byLanguage.values()) {
        if (circumstances.recorded(language)) {
          return Optional.of(language.text());
        }
      }
    }
    Person person = circumstances.person();
    if (!Boolean.FALSE.equals(person.interpreterRequired())) {
      for (String language : person.languages()) {
        String signed = signLanguages.get(language);
        if (signed != null) {
          return Optional.of(sentence(signed));
        }
      }
    }
    if (Boolean.TRUE.equals(person.interpreterRequired())) {
      return Optional.of(spoken(person.languages()));
    }
    return circumstances.recorded(needed)
        ? Optional.of(spoken(person.languages()))
        : Optional.empty();
  }

  private String spoken(List<String> languages) {
    for (String tag : languages) {
      Locale locale = Locale.forLanguageTag(tag);
      String name =
          OTHERWISE_NAMED.getOrDefault(
              locale.getLanguage(), locale.getDisplayLanguage(Locale.ENGLISH));
      boolean named = !name.isEmpty() && !name.equalsIgnoreCase(locale.getLanguage());
      if (named && !locale.getLanguage().equals("en")) {
        return sentence(name);
      }
    }
    return needed.text();
  }

  private static String sentence(String language) {
    boolean vowel = language.matches("(?i)([aeio]|ur|uz).*");
    return "Needs " + (vowel ? "an " : "a ") + language + " interpreter.";
  }
}
