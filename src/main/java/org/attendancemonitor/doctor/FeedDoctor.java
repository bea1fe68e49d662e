package org.attendancemonitor.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.feed.FeedReader;

/** Examines a feed: message by message, in the order in which they would come. Not thread-safe. */
public final class FeedDoctor {
  private final FeedReader reader;
  private final String feed;
  private final Instant now;
  private final Findings findings = new Findings();
  private final ParseCheck parse = new ParseCheck(findings);
  private final Chart chart = new Chart();
  private final Map<Area, List<Check>> checks = new LinkedHashMap<>();

  /**
   * Makes one for one feed.
   *
   * @param reader reads messages as the intake does
   * @param site what codes mean here
   * @param feed name in feeds.yaml
   * @param now the moment against which outcomes are judged
   */
  public FeedDoctor(FeedReader reader, Site site, String feed, Instant now) {
    this.reader = reader;
    this.feed = feed;
    this.now = now;
    checks.put(Area.PARSE, List.of(parse));
    checks.put(Area.STRUCTURE, List.of(new StructureCheck(findings)));
    checks.put(Area.IDENTITY, List.of(new IdentityCheck(findings, chart)));
    checks.put(Area.CODES, List.of(new CodeCheck(findings, chart, site, feed)));
    checks.put(
        Area.MEANING, List.of(new MeaningCheck(findings, chart, now), new VersionCheck(findings)));
    checks.put(Area.COVERAGE, List.of(new CoverageCheck(chart)));
    checks.put(
        Area.VOLUME,
        List.of(new VolumeCheck(findings, site.working(), site.feeds().limits().maxBytes())));
    checks.put(Area.EVENTS, List.of(new EventsCheck(chart, now)));
  }

  /** A file begins; one that holds no message is told of too. */
  public void file(String name) {
    parse.file(Printable.file(name));
  }

  /** Looks at one message. */
  public void examine(Sent sent) {
    Sent named =
        new Sent(
            Printable.file(sent.file()), sent.place(), sent.text(), sent.bytes(), sent.spoilt());
    parse.file(named.file());
    Look look = new Look(named, reader.read(sent.text(), feed), reader.parsed(sent.text(), feed));
    chart.look(look);
    checks.values().forEach(each -> each.forEach(check -> check.look(look)));
  }

  /** What there is to say; nothing may be examined afterwards. */
  public Report report() {
    checks.values().forEach(each -> each.forEach(Check::conclude));
    List<Section> sections = new ArrayList<>();
    checks.forEach(
        (area, each) ->
            sections.add(
                new Section(
                    area.word(),
                    area.title,
                    area.question,
                    area.judged,
                    findings.of(area),
                    each.stream().flatMap(check -> check.figures().stream()).toList(),
                    each.stream().flatMap(check -> check.snippets().stream()).toList())));
    return new Report(feed, now, parse.files(), List.copyOf(sections));
  }
}
