package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The messages of a feed counted by hand, one line after the other, for comparison: it shares
 * nothing with the program that counts them.
 */
final class RawFeed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** The newest version of each resource, by feed, type and id. */
  private final Map<String, JsonNode> newest = new TreeMap<>();

  private final Map<String, Instant> lastUpdated = new HashMap<>();
  private final Map<String, Integer> deciles = new HashMap<>();

  /**
   * @param areas table of small areas, code first, decile of deprivation last
   */
  RawFeed(Path areas) throws IOException {
    for (String line : Files.readAllLines(areas)) {
      String[] cells = line.split(",");
      if (cells[cells.length - 1].matches("\\d+")) {
        deciles.put(cells[0], Integer.valueOf(cells[cells.length - 1]));
      }
    }
  }

  /** Reads one line of a feed. */
  void read(String feed, String line) throws IOException {
    JsonNode message = JSON.readTree(line);
    if (message.get("resourceType").asText().equals("Bundle")) {
      message.get("entry").forEach(entry -> keep(feed, entry.get("resource")));
    } else {
      keep(feed, message);
    }
  }

  private void keep(String feed, JsonNode resource) {
    Instant told = OffsetDateTime.parse(resource.at("/meta/lastUpdated").asText()).toInstant();
    lastUpdated.merge(feed, told, (one, other) -> one.isAfter(other) ? one : other);
    String key =
        String.join("/", feed, resource.get("resourceType").asText(), resource.get("id").asText());
    newest.merge(key, resource, (one, other) -> later(one, other) ? one : other);
  }

  private static boolean later(JsonNode one, JsonNode other) {
    return OffsetDateTime.parse(one.at("/meta/lastUpdated").asText())
        .isAfter(OffsetDateTime.parse(other.at("/meta/lastUpdated").asText()));
  }

  /** When a feed last spoke, by the clock of its sender. */
  Instant lastUpdated(String feed) {
    return lastUpdated.get(feed);
  }

  /**
   * Missed / (attended + missed) of appointments whose code of a service is this, on days after one
   * and up to another.
   */
  double shareMissed(
      String feed, String code, LocalDate after, LocalDate upTo, Predicate<JsonNode> patient) {
    int attended = 0;
    int missed = 0;
    for (JsonNode appointment : newest(feed, "Appointment")) {
      LocalDate day =
          OffsetDateTime.parse(appointment.get("start").asText())
              .atZoneSameInstant(LONDON)
              .toLocalDate();
      if (day.isAfter(after)
          && !day.isAfter(upTo)
          && code.equals(appointment.at("/serviceType/0/coding/0/code").asText())
          && patient.test(patientOf(feed, appointment))) {
        attended += appointment.get("status").asText().equals("fulfilled") ? 1 : 0;
        missed += appointment.get("status").asText().equals("noshow") ? 1 : 0;
      }
    }
    return (double) missed / (attended + missed);
  }

  /** Referrals to a service by its code that are open, and on which nobody was ever seen. */
  long waiting(String feed, String code) {
    Set<String> seen = new TreeSet<>();
    for (JsonNode appointment : newest(feed, "Appointment")) {
      if (appointment.get("status").asText().equals("fulfilled")) {
        appointment.path("basedOn").forEach(on -> seen.add(on.get("reference").asText()));
      }
    }
    return newest(feed, "ServiceRequest").stream()
        .filter(referral -> code.equals(referral.at("/code/coding/0/code").asText()))
        .filter(referral -> referral.get("status").asText().equals("active"))
        .filter(referral -> !seen.contains("ServiceRequest/" + referral.get("id").asText()))
        .count();
  }

  private List<JsonNode> newest(String feed, String type) {
    return newest.entrySet().stream()
        .filter(one -> one.getKey().startsWith(feed + "/" + type + "/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private JsonNode patientOf(String feed, JsonNode appointment) {
    return newest.get(feed + "/" + appointment.at("/participant/0/actor/reference").asText());
  }

  /** Lives in the fifth of small areas that is the most deprived. */
  boolean mostDeprived(JsonNode patient) {
    for (JsonNode extension : patient.at("/address/0/extension")) {
      if (extension.get("url").asText().endsWith("censusTract")) {
        return deciles.getOrDefault(extension.get("valueString").asText(), 10) <= 2;
      }
    }
    return false;
  }
}
