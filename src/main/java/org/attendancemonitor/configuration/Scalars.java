package org.attendancemonitor.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Code;

/** Reads the single values of configuration files, each type with the words that explain it. */
final class Scalars {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern CODE = Pattern.compile("[^\\s|]*\\|[^|]*[^|\\s]");

  private record Form(String expected, Function<String, Object> reader) {}

  private static final Map<Class<?>, Form> FORMS =
      Map.ofEntries(
          Map.entry(String.class, new Form("a text", text -> text)),
          Map.entry(int.class, new Form("a whole number", Integer::valueOf)),
          Map.entry(Integer.class, new Form("a whole number", Integer::valueOf)),
          Map.entry(long.class, new Form("a whole number", Long::valueOf)),
          Map.entry(Long.class, new Form("a whole number", Long::valueOf)),
          Map.entry(double.class, new Form("a number such as 0.8", Scalars::number)),
          Map.entry(Double.class, new Form("a number such as 0.8", Scalars::number)),
          Map.entry(boolean.class, new Form("true or false", Scalars::truth)),
          Map.entry(Boolean.class, new Form("true or false", Scalars::truth)),
          Map.entry(LocalDate.class, new Form("a date such as 2026-12-25", LocalDate::parse)),
          Map.entry(LocalTime.class, new Form("a time of day such as 08:30", LocalTime::parse)),
          Map.entry(
              Duration.class,
              new Form("a duration such as 20ms, 5s, 10m, 4h or 28d", Scalars::duration)),
          Map.entry(Path.class, new Form("a file or folder name", Scalars::path)),
          Map.entry(
              Code.class,
              new Form(
                  "a code as system|code, such as http://snomed.info/sct|722140001",
                  Scalars::code)));

  private Scalars() {}

  /** Whether values of this type stand in a file as one piece of text. */
  static boolean covers(Class<?> type) {
    return type.isEnum() || FORMS.containsKey(type);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not of that type; the message says what was
   *     expected
   */
  static Object read(String text, Class<?> type) {
    if (type.isEnum()) {
      return constant(text, type);
    }
    Form form = FORMS.get(type);
    try {
      return form.reader().apply(text);
    } catch (IllegalArgumentException | DateTimeParseException unreadable) {
      throw new IllegalArgumentException(form.expected(), unreadable);
    }
  }

  /** What a value of this type looks like. */
  static String expected(Class<?> type) {
    return type.isEnum() ? oneOf(words(type)) : FORMS.get(type).expected();
  }

  private static Object constant(String text, Class<?> type) {
    String name = text.replace('-', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(name)) {
        return constant;
      }
    }
    String guess =
        Spelling.nearest(text, words(type)).map(word -> " (did you mean " + word + "?)").orElse("");
    throw new IllegalArgumentException(oneOf(words(type)) + guess);
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toList());
  }

  private static String oneOf(List<String> words) {
    return "one of " + String.join(", ", words);
  }

  private static Object number(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object duration(String text) {
    Matcher parts = SHORT_DURATION.matcher(text);
    if (!parts.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Object path(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty");
    }
    return Path.of(text);
  }

  private static Object code(String text) {
    if (!CODE.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return Code.parse(text);
  }
}
