package org.attendancemonitor.doctor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the doctor says about a feed. Holds nothing that a message says about a person.
 *
 * @param feed name in feeds.yaml
 * @param at when it was made
 * @param files in the order in which they were read
 * @param sections in the order in which a feed is put right
 */
public record Report(String feed, Instant at, List<FileCount> files, List<Section> sections) {
  /** Messages in all. */
  public long messages() {
    return files.stream().mapToLong(FileCount::messages).sum();
  }

  /** Messages that would be rejected, wholly or in part. */
  public long rejected() {
    return files.stream().mapToLong(FileCount::rejected).sum();
  }

  /** Every message can be used, and sent as far as the connection was looked at. */
  public boolean usable() {
    return rejected() == 0 && findings(Weight.ERROR) == 0;
  }

  /** The same, and before it what was found on the way to the service. */
  public Report after(Section connection) {
    return new Report(
        feed, at, files, Stream.concat(Stream.of(connection), sections.stream()).toList());
  }

  /** How many findings of a weight there are. */
  public long findings(Weight weight) {
    return sections.stream()
        .flatMap(section -> section.findings().stream())
        .filter(finding -> finding.rule().weight == weight)
        .count();
  }

  /** What is said beside the findings, so that nobody takes the doctor for more than it is. */
  public static String limits() {
    return "FHIR is checked against the shape of R4 as far as its parser tells, and against the"
        + " rules named in docs/connecting.md; not against every UK Core profile. No value of a"
        + " message is repeated here, only names, codes, counts and places.";
  }
}
