package org.attendancemonitor.feed;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Code;

/**
 * What codes mean in one feed alone, where they are not in the files that are for every feed.
 *
 * @param services this feed's codes by the service of {@code services.yaml} they mean; may be
 *     absent
 * @param ethnicity national letter (NHS Data Dictionary ETHNIC CATEGORY) by this feed's {@code
 *     system|code}; may be absent
 * @param sites this feed's identifiers of a site by the name the site goes by here; may be absent
 */
public record OwnCodes(
    Optional<Map<String, List<Code>>> services,
    Optional<Map<String, String>> ethnicity,
    Optional<Map<String, List<Code>>> sites) {
  private static final Set<String> LETTERS =
      Set.of(
          "A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "Z",
          "99");

  /** Of a feed that says nothing about it. */
  static final OwnCodes NONE = new OwnCodes(Optional.empty(), Optional.empty(), Optional.empty());

  public OwnCodes {
    services.ifPresent(all -> once("services", all));
    sites.ifPresent(all -> once("sites", all));
    ethnicity.ifPresent(
        all ->
            all.forEach(
                (code, letter) -> {
                  if (Code.parse(code).system().isBlank() || Code.parse(code).value().isBlank()) {
                    throw new IllegalArgumentException(
                        "ethnicity: expected system|code, found " + code);
                  }
                  if (!LETTERS.contains(letter)) {
                    throw new IllegalArgumentException(
                        "ethnicity: expected a national letter, A to S, Z or 99, found " + letter);
                  }
                }));
    services = services.map(Map::copyOf);
    ethnicity = ethnicity.map(Map::copyOf);
    sites = sites.map(Map::copyOf);
  }

  private static void once(String key, Map<String, List<Code>> codes) {
    Set<Code> known = new HashSet<>();
    codes
        .values()
        .forEach(
            all ->
                all.forEach(
                    code -> {
                      if (!known.add(code)) {
                        throw new IllegalArgumentException(
                            key + ": expected each code once, found " + code + " twice");
                      }
                    }));
  }

  /** The service a code means in this feed, or null. */
  public String service(Code code) {
    return owner(services, code);
  }

  /** The name of the site an identifier means in this feed, or null. */
  String site(Code code) {
    return owner(sites, code);
  }

  /** The national letter a code of ethnicity means in this feed, or null. */
  public String letter(Code code) {
    return ethnicity.orElse(Map.of()).entrySet().stream()
        .filter(own -> own.getKey().equalsIgnoreCase(code.toString()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String owner(Optional<Map<String, List<Code>>> codes, Code code) {
    return codes.orElse(Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
