package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A trust that does not exist: its patients, its nine AHP services, its two record systems, and
 * every message these send. All of it follows from the plan alone.
 */
public final class Trust {
  private final TrustPlan plan;
  private final Lives lives;
  private final RecordSystem acute;
  private final RecordSystem community;
  private final GroupSessions groups;

  /** A trust made from a plan. */
  public Trust(TrustPlan plan) {
    this.plan = plan;
    this.lives = new Lives(plan);
    this.acute = new RecordSystem(plan.acuteFeed(), false);
    this.community = new RecordSystem(plan.communityFeed(), true);
    this.groups = new GroupSessions(plan, lives, acute);
  }

  /** What it was made from. */
  public TrustPlan plan() {
    return plan;
  }

  /** Every message of the history, in order of time. */
  public Stream<SimulatedEvent> history() {
    Instant end = plan.historyEnd();
    return stream(timeline(Instant.MIN)).takeWhile(event -> event.at().isBefore(end));
  }

  /**
   * Messages after the history, in order of time and without end: first what happened between the
   * history's end and {@code from}, then about one a second.
   *
   * @param from usually now
   */
  public Stream<SimulatedEvent> liveEvents(Instant from) {
    return liveEvents(from, Duration.ofSeconds(1));
  }

  /**
   * Messages after the history, at a pace.
   *
   * @param from usually now
   * @param pace mean time between two contacts
   */
  public Stream<SimulatedEvent> liveEvents(Instant from, Duration pace) {
    LiveDesk desk = new LiveDesk(plan, lives, List.of(acute, community), from, pace);
    return stream(new Merged(timeline(plan.historyEnd()), desk));
  }

  /**
   * Every appointment of the history that was kept or missed, with the probability that was put in;
   * a session for a group is one for each of its members.
   */
  public Stream<Observation> observations() {
    Instant end = plan.historyEnd();
    return Stream.concat(
        IntStream.range(0, plan.patients())
            .boxed()
            .flatMap(index -> lives.life(index).observations(end)),
        IntStream.range(0, groups.count())
            .boxed()
            .flatMap(index -> groups.observations(index, end)));
  }

  private Timeline timeline(Instant from) {
    int people = plan.patients();
    return new Timeline(this::story, people + groups.count() + 1, from);
  }

  private List<Happening> story(int number) {
    int people = plan.patients();
    if (number == people + groups.count()) {
      return places();
    }
    if (number >= people) {
      return groups.story(number - people);
    }
    Life life = lives.life(number);
    List<Happening> told = new ArrayList<>(Story.of(acute, life));
    told.addAll(Story.of(community, life));
    return told;
  }

  private List<Happening> places() {
    Instant at = plan.start().atStartOfDay(TrustPlan.ZONE).toInstant();
    List<Happening> told = new ArrayList<>();
    for (Clinic clinic : Clinic.ALL) {
      RecordSystem system = clinic.community() ? community : acute;
      PlaceText text = new PlaceText(system);
      told.add(new Happening(system.feed(), at, () -> text.service(clinic, at)));
    }
    for (Site site : Site.ALL) {
      RecordSystem system = site.community() ? community : acute;
      PlaceText text = new PlaceText(system);
      told.add(new Happening(system.feed(), at, () -> text.site(site, at)));
    }
    return told;
  }

  private static Stream<SimulatedEvent> stream(Iterator<SimulatedEvent> events) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, traits), false);
  }
}
