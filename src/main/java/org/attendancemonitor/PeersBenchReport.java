package org.attendancemonitor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * This service beside others.
 *
 * @param rounds of which the medians count
 * @param found this service first
 * @param fhir whether a FHIR server is among them
 */
record PeersBenchReport(int rounds, List<PeersBench.Found> found, boolean fhir) {
  /** Said instead of a figure that was not measured. */
  static final String NO_FHIR_SERVER =
      "HAPI FHIR JPA server, storing only: NOT MEASURED. Its libraries are no part of this program:\n"
          + "  src/peers/hapi-jpa/measure fetches them, starts one and measures it beside these; or start\n"
          + "  one and give its address: --fhir-server URL";

  PeersBenchReport {
    found = List.copyOf(found);
  }

  /** Whether each keeps all that it was sent, once. */
  boolean held() {
    return found.stream().allMatch(each -> each.kept() == each.sent());
  }

  /** For people. */
  String text() {
    return "Medians of %d rounds, in brackets as a multiple of this service's%n".formatted(rounds)
        + found.stream().map(this::line).collect(Collectors.joining("\n"))
        + "\n"
        + (fhir ? "" : NO_FHIR_SERVER + "\n")
        + (held() ? "Held: each keeps every event it was sent, once." : "NOT held: see the books.");
  }

  private String line(PeersBench.Found one) {
    PeersBench.Found first = found.get(0);
    return String.format(
        Locale.UK,
        "  %-32s %,8.0f events/s (%.2f); %s; %s; %,d sent, %,d kept",
        one.name(),
        one.perSecond(),
        one.perSecond() / first.perSecond(),
        known(
            "processor time", "%.2f s for 1,000 events (%.2f)", one.processor(), first.processor()),
        known("bytes written", "%,.0f an event (%.2f)", one.written(), first.written()),
        one.sent(),
        one.kept());
  }

  private static String known(String what, String form, double value, double first) {
    return what
        + " "
        + (Double.isNaN(value)
            ? "not known"
            : String.format(Locale.UK, form, value, value / first));
  }

  /** For machines: one JSON object on one line. */
  String json() {
    return found.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"events_per_second\":%.0f,\"cpu_s_per_1000\":%s,"
                        + "\"bytes_per_event\":%s,\"sent\":%d,\"kept\":%d}",
                    one.name(),
                    one.perSecond(),
                    number(one.processor(), "%.3f"),
                    number(one.written(), "%.0f"),
                    one.sent(),
                    one.kept()))
        .collect(Collectors.joining(",", "{\"peers\":[", "],\"held\":" + held() + "}"));
  }

  private static String number(double value, String form) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, form, value);
  }
}
