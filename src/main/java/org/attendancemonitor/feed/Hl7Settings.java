package org.attendancemonitor.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a feed's HL7 v2 messages mean where the standard leaves it to the site.
 *
 * @param systems address of a system by the name the sender gives it (the third component of a
 *     code, the authority of an identifier), or by the field, such as {@code PV1-10}, where it
 *     gives none
 * @param statuses FHIR status of an appointment by the sender's own word in SCH-25; may be absent
 * @param priorities FHIR priority by the sender's own code in RF1-2; may be absent
 * @param outcomeFields fields, such as {@code ZAP-4}, whose code says how an appointment ended; may
 *     be absent
 */
public record Hl7Settings(
    Map<String, String> systems,
    Optional<Map<String, String>> statuses,
    Optional<Map<String, String>> priorities,
    Optional<List<String>> outcomeFields) {
  private static final Pattern FIELD = Pattern.compile("[A-Z][A-Z0-9]{2}-[1-9][0-9]?");
  private static final Set<String> STATUSES =
      Set.of(
          "proposed",
          "pending",
          "booked",
          "arrived",
          "fulfilled",
          "cancelled",
          "noshow",
          "entered-in-error",
          "checked-in",
          "waitlist");
  private static final Set<String> PRIORITIES = Set.of("routine", "urgent", "asap", "stat");

  /** Of a feed that says nothing about it. */
  public static final Hl7Settings NONE =
      new Hl7Settings(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Hl7Settings {
    systems = Map.copyOf(systems);
    statuses = statuses.map(words -> checked("statuses", words, STATUSES));
    priorities = priorities.map(words -> checked("priorities", words, PRIORITIES));
    outcomeFields = outcomeFields.map(List::copyOf);
    outcomeFields
        .orElse(List.of())
        .forEach(
            field -> {
              if (!FIELD.matcher(field).matches()) {
                throw new IllegalArgumentException(
                    "outcomeFields: expected a field such as ZAP-4, found " + field);
              }
            });
  }

  private static Map<String, String> checked(
      String key, Map<String, String> words, Set<String> known) {
    words.forEach(
        (word, meaning) -> {
          if (!known.contains(meaning)) {
            throw new IllegalArgumentException(
                key + ": expected one of " + new java.util.TreeSet<>(known) + ", found " + meaning);
          }
        });
    return Map.copyOf(words);
  }
}
