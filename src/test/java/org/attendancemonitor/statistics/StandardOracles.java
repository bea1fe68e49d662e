package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directly standardised rates against their oracles. */
final class StandardOracles {

  private StandardOracles() {}

  static void standardisedRate(OracleCase expected) {
    List<Stratum> strata = new ArrayList<>();
    for (JsonNode row : expected.at("/rows")) {
      strata.add(
          Stratum.of(
              row.get("stdpop").doubleValue(),
              row.get("n").doubleValue(),
              row.get("x").longValue()));
    }
    double multiplier = expected.number("/multiplier");
    Optional<Estimate> narrow = StandardisedRate.of(strata, multiplier, 0.95);
    Optional<Estimate> wide = StandardisedRate.of(strata, multiplier, 0.998);
    expected.agrees("/expected/value", narrow.map(Estimate::value));
    expected.agrees("/expected/lower95", narrow.map(Estimate::lower));
    expected.agrees("/expected/upper95", narrow.map(Estimate::upper));
    expected.agrees("/expected/lower99_8", wide.map(Estimate::lower));
    expected.agrees("/expected/upper99_8", wide.map(Estimate::upper));
    totals(expected, "/expected/total_count", strata);
    assertThat(expected.text("/expected/statistic"))
        .isEqualTo(narrow.isPresent() ? "dsr per 100" : "dsr NA for total count < 10");
    assertThat(expected.text("/expected/method")).isEqualTo("Dobson");
  }

  static void repeatedEvents(OracleCase expected) {
    Map<String, long[]> people = new LinkedHashMap<>();
    Map<String, JsonNode> bands = new LinkedHashMap<>();
    for (JsonNode row : expected.at("/rows")) {
      String band = row.get("ageband").asText();
      bands.put(band, row);
      people.computeIfAbsent(band, none -> new long[9])[row.get("eventfreq").intValue() - 1] =
          row.get("x").longValue();
    }
    List<Stratum> strata =
        bands.entrySet().stream()
            .map(
                band ->
                    Stratum.repeated(
                        band.getValue().get("stdpop").doubleValue(),
                        band.getValue().get("n").doubleValue(),
                        people.get(band.getKey())))
            .toList();
    Estimate rate =
        StandardisedRate.of(strata, expected.number("/multiplier"), expected.number("/confidence"))
            .orElseThrow();
    expected.agrees("/expected/value", rate.value());
    expected.agrees("/expected/lower", rate.lower());
    expected.agrees("/expected/upper", rate.upper());
    totals(expected, "/expected/total_events", strata);
    assertThat(expected.text("/expected/method"))
        .isEqualTo("Dobson, with confidence adjusted for non-independent events");
  }

  private static void totals(OracleCase expected, String events, List<Stratum> strata) {
    expected.agrees(events, strata.stream().mapToLong(Stratum::events).sum());
    expected.agrees("/expected/total_pop", strata.stream().mapToDouble(Stratum::n).sum());
  }
}
