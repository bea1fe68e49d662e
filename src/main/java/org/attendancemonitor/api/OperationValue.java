package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.RejectReason;

/** One parameter of an operation; what it cannot be read as is a fault, and then empty. */
final class OperationValue {
  private static final int LONGEST = 4_000;
  private static final Set<String> TEXTS =
      Set.of("valueString", "valueMarkdown", "valueCode", "valueUri", "valueId");
  private static final Set<String> MOMENTS = Set.of("valueDateTime", "valueInstant", "valueDate");
  private static final Set<String> OTHERS = Set.of("valueBoolean", "valueInteger", "valueDecimal");

  /** Nothing anybody does lies outside; times far away cannot be kept. */
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  private final String path;
  private final JsonNode node;
  private final List<Fault> faults;

  OperationValue(String path, JsonNode node, List<Fault> faults) {
    this.path = path;
    this.node = node;
    this.faults = faults;
  }

  String path() {
    return path;
  }

  String name() {
    return node.path("name").asText();
  }

  /** Whether it was sent. */
  boolean given() {
    return !node.isMissingNode();
  }

  /** Its parts, a list. */
  JsonNode parts() {
    return node.path("part");
  }

  void fault(RejectReason reason, String text) {
    faults.add(Fault.of(reason, path, text));
  }

  /** A text. */
  Optional<String> text() {
    return value(TEXTS).flatMap(this::checked);
  }

  /**
   * What names something: an id or a reference as it is sent, a number as text, or an identifier as
   * {@code system|value}.
   */
  Optional<String> named() {
    return value(union(union(TEXTS, OTHERS), Set.of("valueReference", "valueIdentifier")))
        .flatMap(
            it -> {
              if (!it.isObject() || it.has("reference")) {
                return checked(it.isObject() ? it.path("reference") : it);
              }
              JsonNode identifier = it.has("identifier") ? it.path("identifier") : it;
              Optional<String> value = checked(identifier.path("value"));
              return value.map(text -> identifier.path("system").asText() + "|" + text.strip());
            });
  }

  /** A text, a number or a time, as text; a truth is {@code yes} or {@code no}. */
  Optional<String> said() {
    return value(union(union(TEXTS, MOMENTS), OTHERS)).flatMap(this::checked);
  }

  /** A truth. */
  Optional<Boolean> truth() {
    return value(Set.of("valueBoolean"))
        .flatMap(
            it -> it.isBoolean() ? Optional.of(it.asBoolean()) : impossible("This is no boolean."));
  }

  /** A code, alone or as a Coding, which then is of this system. */
  Optional<String> code(String system) {
    return value(union(TEXTS, Set.of("valueCoding")))
        .flatMap(
            it -> {
              if (!it.isObject()) {
                return checked(it);
              }
              return it.path("system").asText(system).equals(system)
                  ? checked(it.path("code"))
                  : impossible("This is a code of another system.");
            })
        .map(String::strip);
  }

  /** A Coding with its system. */
  Optional<Code> coding() {
    return value(Set.of("valueCoding"))
        .flatMap(
            it -> {
              Optional<String> system = checked(it.path("system"));
              Optional<String> code = checked(it.path("code"));
              return system.flatMap(in -> code.map(value -> new Code(in.strip(), value.strip())));
            });
  }

  /** A moment; a day alone begins at midnight, Europe/London. */
  Optional<Instant> moment() {
    return value(MOMENTS).flatMap(this::checked).flatMap(this::moment);
  }

  private Optional<Instant> moment(String text) {
    try {
      Instant moment =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(Assembly.LONDON).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      LocalDate day = Assembly.dayOf(moment);
      return day.isBefore(FIRST) || day.isAfter(LAST)
          ? impossible("This is too far away.")
          : Optional.of(moment);
    } catch (DateTimeException e) {
      return impossible("A time is written 2026-11-22T09:30:00Z.");
    }
  }

  /** The value, where it is of one of these types; a parameter has one value. */
  private Optional<JsonNode> value(Set<String> types) {
    if (!given()) {
      return Optional.empty();
    }
    List<Map.Entry<String, JsonNode>> values =
        node.properties().stream().filter(it -> it.getKey().startsWith("value")).toList();
    if (values.size() != 1) {
      return impossible("Give one value.");
    }
    if (!types.contains(values.get(0).getKey())) {
      return impossible("The value is of another type than this parameter has.");
    }
    return Optional.of(values.get(0).getValue());
  }

  /**
   * What can be kept and shown: no control characters, no halves of characters, not without end.
   */
  private Optional<String> checked(JsonNode value) {
    if (value.isContainerNode() || value.isNull() || value.isMissingNode()) {
      return impossible("A value is missing, or not a single one.");
    }
    String text = value.isBoolean() ? value.asBoolean() ? "yes" : "no" : value.asText();
    if (text.isBlank()) {
      return impossible("The value is empty.");
    }
    if (text.length() > LONGEST) {
      return impossible("At most " + LONGEST + " characters.");
    }
    boolean plain =
        text.chars()
                .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
            && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    return plain ? Optional.of(text) : impossible("It holds characters that cannot be kept.");
  }

  private <T> Optional<T> impossible(String text) {
    fault(RejectReason.IMPOSSIBLE, text);
    return Optional.empty();
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new java.util.HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
