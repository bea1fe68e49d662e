package org.attendancemonitor.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Lines to paste for codes without a meaning. As they stand they change nothing that is known; who
 * knows the sender's codes puts the meaning in.
 */
final class Mapping {
  private static final String UNPRINTABLE = "(unprintable)";

  private Mapping() {}

  /** For the outcomes of a feed, and for its words in SCH-25. */
  static Optional<Snippet> outcomes(String feed, Counts codes, Counts words) {
    List<String> coded = coded(codes);
    List<String> said = printable(words);
    if (coded.isEmpty() && said.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder yaml = new StringBuilder("feeds:\n  " + feed + ":\n");
    if (!coded.isEmpty()) {
      yaml.append(
          "    # attended | dna | late_not_seen | patient_cancelled | provider_cancelled |");
      yaml.append("\n    # not_recorded (decides nothing)\n    outcomes:\n");
      coded.forEach(code -> line(yaml, code, "not_recorded", codes.of(code)));
    }
    if (!said.isEmpty()) {
      yaml.append(
          "    hl7:\n      # booked | arrived | fulfilled | cancelled | noshow | pending\n");
      yaml.append("      statuses:\n");
      said.forEach(word -> line(yaml.append("  "), word, "booked", words.of(word)));
    }
    return Optional.of(new Snippet("config/feeds.yaml", yaml.toString()));
  }

  private static void line(StringBuilder yaml, String key, String value, long count) {
    yaml.append("      \"").append(key).append("\": ").append(value);
    yaml.append("   # ").append(count).append(" times\n");
  }

  /** For services. */
  static Optional<Snippet> services(Counts codes) {
    List<String> coded = coded(codes);
    if (coded.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder yaml =
        new StringBuilder("# under the codes of the service each one belongs to, if to any\n");
    yaml.append("    codes:\n");
    coded.forEach(
        code ->
            yaml.append("      - \"")
                .append(code)
                .append("\"   # ")
                .append(codes.of(code))
                .append(" times\n"));
    return Optional.of(new Snippet("config/services.yaml", yaml.toString()));
  }

  /** For ethnic codes: a coding for each system. */
  static Optional<Snippet> ethnic(Counts codes) {
    List<String> coded = coded(codes);
    if (coded.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder yaml = new StringBuilder("ethnicCodings:\n");
    coded.stream()
        .map(code -> code.substring(0, code.lastIndexOf('|')))
        .distinct()
        .forEach(
            system -> {
              yaml.append("  - systems: [\"").append(system).append("\"]\n");
              yaml.append("    firstLetterDecides: false\n");
              yaml.append("    # asian | black | mixed | other | white | not_stated | not_known\n");
              yaml.append("    groups:\n");
              coded.stream()
                  .filter(code -> code.startsWith(system + "|"))
                  .forEach(
                      code ->
                          line(
                              yaml,
                              code.substring(system.length() + 1),
                              "not_known",
                              codes.of(code)));
            });
    return Optional.of(new Snippet("config/risk.yaml", yaml.toString()));
  }

  /** A mapping names a code with its system; one without a system means nothing by itself. */
  private static List<String> coded(Counts codes) {
    return printable(codes).stream().filter(code -> code.indexOf('|') > 0).toList();
  }

  private static List<String> printable(Counts counts) {
    return counts.names().stream().filter(name -> !name.contains(UNPRINTABLE)).toList();
  }
}
