package org.attendancemonitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.attendancemonitor.AskedServer.AwayException;
import org.attendancemonitor.attendance.EventsHeard.Missing;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Notification;
import org.attendancemonitor.feed.SubscriptionSettings;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Original;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.WayIn;
import org.attendancemonitor.record.Subscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server for the events of a subscription that did not come: for those very numbers ({@code
 * $events}), or where it does not give them, for everything that has changed since.
 */
public final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(60);

  /** Two clocks differ, and a change may be told before its moment is written. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private static final int PAGES = 10_000;

  private final Subscriptions subscriptions;
  private final FeedSettings feeds;
  private final Map<String, AskedServer> servers;
  private final FeedReader reader;
  private final RoutedIntake intake;
  private final BooleanSupplier turn;
  private final Clock clock;
  private final Map<String, Pause> pauses = new HashMap<>();
  private volatile Map<String, Long> missing = Map.of();

  private record Pause(Instant until, Duration length) {}

  /**
   * @param servers by the name of the feed
   * @param intake where what they answer goes
   * @param turn whether it is this node that asks
   */
  CatchUp(
      Subscriptions subscriptions,
      FeedSettings feeds,
      Map<String, AskedServer> servers,
      FeedReader reader,
      RoutedIntake intake,
      BooleanSupplier turn,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.servers = servers;
    this.reader = reader;
    this.intake = intake;
    this.turn = turn;
    this.clock = clock;
  }

  /** Catches up where something is missing and the server is not waited for. */
  public void due() throws InterruptedException {
    List<Subscriptions.Kept> incomplete = subscriptions.incomplete();
    remember(incomplete);
    if (incomplete.isEmpty() || !turn.getAsBoolean()) {
      return;
    }
    for (Subscriptions.Kept subscription : incomplete) {
      AskedServer server = servers.get(subscription.feed());
      if (server != null && !isPaused(key(subscription))) {
        catchUp(subscription, server);
      }
    }
    remember(subscriptions.incomplete());
  }

  /** A scrape asks no database: while that is away it would come too late to say so. */
  private void remember(List<Subscriptions.Kept> incomplete) {
    Map<String, Long> counts = new HashMap<>();
    incomplete.forEach(
        kept -> counts.merge(kept.feed(), kept.heard().missing().count(), Long::sum));
    missing = Map.copyOf(counts);
  }

  /** How many events of a feed's subscriptions had not come when they were last looked at. */
  long missing(String feed) {
    return missing.getOrDefault(feed, 0L);
  }

  private void catchUp(Subscriptions.Kept subscription, AskedServer server)
      throws InterruptedException {
    String feed = subscription.feed();
    try {
      if (!events(subscription, server)) {
        search(subscription, server);
      }
      subscriptions.caughtUp(subscription);
      pauses.remove(key(subscription));
      LOG.info("What was missing of a subscription of feed {} was asked for and has come", feed);
    } catch (AwayException | IntakeUnavailableException later) {
      Duration pause = pause(key(subscription));
      LOG.warn(
          "What is missing of a subscription of feed {} cannot be had now ({}); again in {} s",
          feed,
          later.getMessage(),
          pause.toSeconds());
    }
  }

  /** Whether the server gave all of the missing events again. */
  private boolean events(Subscriptions.Kept subscription, AskedServer server)
      throws AwayException, InterruptedException, IntakeUnavailableException {
    Missing missing = subscription.heard().missing();
    String id = subscription.name().substring(subscription.name().lastIndexOf('/') + 1);
    if (missing.from() > missing.to()) {
      return false;
    }
    String question =
        "?eventsSinceNumber=%d&eventsUntilNumber=%d&content=full-resource"
            .formatted(missing.from(), missing.to());
    Optional<String> answer =
        server.get(server.at("Subscription/" + encoded(id) + "/$events" + question));
    if (answer.isEmpty()) {
      return false;
    }
    Optional<Notification> events = Notification.of(tree(answer.get()));
    if (events.isEmpty()) {
      return false;
    }
    take(answer.get(), subscription.feed());
    return subscription.heard().isFilledBy(events.get().told().numbers());
  }

  private void search(Subscriptions.Kept subscription, AskedServer server)
      throws AwayException, InterruptedException, IntakeUnavailableException {
    SubscriptionSettings settings = feeds.subscriptions().orElseThrow().get(subscription.feed());
    String since = subscription.heard().missing().since().minus(OVERLAP).toString();
    for (String type : settings.searched()) {
      URI next = server.at(type + "?_lastUpdated=" + encoded("ge" + since) + "&_count=50");
      for (int page = 0; next != null; page++) {
        Optional<String> answer = page < PAGES ? server.get(next) : Optional.empty();
        if (answer.isEmpty()) {
          throw new AwayException("no answer to a search for " + type);
        }
        JsonNode found = tree(answer.get());
        if (holds(found, type)) {
          take(answer.get(), subscription.feed());
        }
        next = next(found);
      }
    }
  }

  private static boolean holds(JsonNode found, String type) {
    for (JsonNode entry : found.path("entry")) {
      if (entry.path("resource").path("resourceType").asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private static URI next(JsonNode found) throws AwayException {
    for (JsonNode link : found.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        try {
          return URI.create(link.path("url").asText());
        } catch (IllegalArgumentException wrong) {
          throw new AwayException("a link that is no address");
        }
      }
    }
    return null;
  }

  /** What of it cannot be used becomes a dead letter. */
  private void take(String text, String feed)
      throws AwayException, InterruptedException, IntakeUnavailableException {
    Original original =
        new Original(WayIn.SUBSCRIPTION, () -> text.getBytes(StandardCharsets.UTF_8));
    Submission submission =
        new Submission(
            reader.read(text, feed),
            feed,
            Intake.Lane.HISTORY,
            clock.instant(),
            false,
            original,
            Set.of());
    try {
      intake.submitPatiently(submission).get(COMMIT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IntakeUnavailableException unavailable
          ? unavailable
          : new IntakeUnavailableException("a fault of ours", FIRST_PAUSE);
    } catch (TimeoutException late) {
      throw new IntakeUnavailableException("the commit did not come in time", FIRST_PAUSE);
    }
  }

  private static JsonNode tree(String text) throws AwayException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new AwayException("an answer that is no JSON");
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String key(Subscriptions.Kept subscription) {
    return subscription.feed() + " " + subscription.name();
  }

  private boolean isPaused(String key) {
    Pause pause = pauses.get(key);
    return pause != null && clock.instant().isBefore(pause.until());
  }

  private Duration pause(String key) {
    Pause before = pauses.get(key);
    Duration length = before == null ? FIRST_PAUSE : before.length().multipliedBy(2);
    length = length.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : length;
    pauses.put(key, new Pause(clock.instant().plus(length), length));
    return length;
  }
}
