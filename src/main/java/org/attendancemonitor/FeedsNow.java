package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.UnmappedCode;
import org.attendancemonitor.doctor.Site;
import org.attendancemonitor.doctor.Snippet;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.IntakeMeters;
import org.attendancemonitor.intake.IntakeMeters.FeedTimes;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.FeedTallies;
import org.attendancemonitor.record.FeedTallies.Tally;
import org.attendancemonitor.record.ListComparison;
import org.attendancemonitor.record.ListComparisons;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Subscriptions;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.worklist.FeedBoard;
import org.attendancemonitor.writeback.WriteBack;

/** How the feeds are now, for the page and for the metrics. */
final class FeedsNow implements FeedBoard {
  private final Site site;
  private final IntakeMeters meters;
  private final DeadLetters deadLetters;
  private final FeedTallies tallies;
  private final ListComparisons comparisons;
  private final Subscriptions subscriptions;
  private final Lanes lanes;
  private final Clock clock;
  private final String followed;
  private final WriteBackEntries writtenBack;
  private final Marks marks;

  /**
   * @param followed the source whose own server is told of tasks and flags; or null
   */
  FeedsNow(
      Site site,
      String followed,
      IntakeMeters meters,
      DeadLetters deadLetters,
      Store store,
      Lanes lanes,
      Clock clock) {
    this.site = site;
    this.meters = meters;
    this.deadLetters = deadLetters;
    this.tallies = new FeedTallies(store);
    this.comparisons = new ListComparisons(store);
    this.subscriptions = new Subscriptions(store);
    this.followed = followed;
    this.writtenBack = new WriteBackEntries(store);
    this.marks = new Marks(store);
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public List<Feed> feeds() {
    Map<String, FeedTimes> heard = meters.feedTimes();
    List<DeadLetters.Count> letters = deadLetters.counts();
    List<Tally> counted = tallies.all();
    Map<String, ListComparison> compared = comparisons.newest();
    Map<String, Long> missing = subscriptions.missing();
    List<Feed> feeds = new ArrayList<>();
    new TreeMap<>(site.feeds().feeds())
        .forEach(
            (name, feed) -> {
              List<Tally> own =
                  counted.stream().filter(tally -> tally.item().feed().equals(name)).toList();
              FeedTimes times = heard.getOrDefault(name, new FeedTimes(null, null));
              List<Unmapped> unmapped = unmapped(name, own);
              feeds.add(
                  new Feed(
                      name,
                      feed.source(),
                      ways(name, feed),
                      feed.contact().orElse(null),
                      times.event(),
                      times.received(),
                      feed.expectedEvery().orElse(null),
                      meters.results(name),
                      rejected(own),
                      waiting(name, letters),
                      oldest(name, letters),
                      unmapped,
                      pastes(name, unmapped),
                      compared.containsKey(name) ? compared(compared.get(name)) : null,
                      missing.getOrDefault(name, 0L)));
            });
    return feeds;
  }

  @Override
  public Optional<Told> told() {
    if (followed == null) {
      return Optional.empty();
    }
    Map<String, Long> states = new TreeMap<>();
    writtenBack.counts().forEach((state, count) -> states.put(state.word(), count));
    return Optional.of(
        new Told(followed, states, marks.get(WriteBack.AWAY).map(WriteBack::since).orElse(null)));
  }

  @Override
  public Duration oldestEvent() {
    return lanes.oldest(clock.instant());
  }

  private List<String> ways(String name, FeedSettings.Feed feed) {
    List<String> ways = new ArrayList<>();
    if (!feed.signIns().isEmpty()) {
      ways.add("http");
    }
    if (!feed.signIns().isEmpty() || feed.queueSignIns().isPresent()) {
      ways.add("queue");
    }
    feed.mllp().ifPresent(mllp -> ways.add("mllp"));
    feed.folder().ifPresent(folder -> ways.add("folder"));
    feed.csv().ifPresent(csv -> ways.add("extracts"));
    feed.list().flatMap(list -> list.folder()).ifPresent(folder -> ways.add("lists"));
    if (site.feeds().subscriptions().orElse(Map.of()).containsKey(name)) {
      ways.add("subscription");
    }
    return ways;
  }

  private static Map<String, Long> rejected(List<Tally> own) {
    Map<String, Long> rejected = new LinkedHashMap<>();
    own.stream()
        .filter(tally -> tally.item().kind().equals(FeedTallies.REJECTED))
        .forEach(tally -> rejected.put(tally.item().text(), tally.seen()));
    return rejected;
  }

  private static Map<String, Long> waiting(String feed, List<DeadLetters.Count> letters) {
    Map<String, Long> waiting = new TreeMap<>();
    letters.stream()
        .filter(count -> count.feed().equals(feed))
        .forEach(count -> waiting.put(count.reason(), count.count()));
    return waiting;
  }

  private static Instant oldest(String feed, List<DeadLetters.Count> letters) {
    return letters.stream()
        .filter(count -> count.feed().equals(feed))
        .map(DeadLetters.Count::oldest)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** What was given a meaning since is no longer without one. */
  private List<Unmapped> unmapped(String feed, List<Tally> own) {
    List<Unmapped> unmapped = new ArrayList<>();
    for (Tally tally : own) {
      String kind = tally.item().kind();
      String text = tally.item().text();
      boolean other = text.equals(FeedTallies.OTHER);
      if (!kind.equals(FeedTallies.REJECTED)
          && (other || !site.means(use(kind), Code.parse(text), feed))) {
        unmapped.add(new Unmapped(kind, other ? null : text, tally.seen(), tally.last()));
      }
    }
    return unmapped;
  }

  private static List<Paste> pastes(String feed, List<Unmapped> unmapped) {
    Map<UnmappedCode, Long> counts = new LinkedHashMap<>();
    unmapped.stream()
        .filter(one -> one.code() != null)
        .forEach(
            one ->
                counts.put(new UnmappedCode(use(one.use()), Code.parse(one.code())), one.seen()));
    return Snippet.of(feed, counts).stream()
        .map(snippet -> new Paste(snippet.file(), snippet.yaml()))
        .toList();
  }

  private static UnmappedCode.Use use(String word) {
    return UnmappedCode.Use.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Compared compared(ListComparison one) {
    return new Compared(
        one.at(),
        one.first(),
        one.last(),
        one.listed(),
        one.agreeing(),
        one.missing(),
        one.extra(),
        one.differing(),
        one.unreadable());
  }
}
