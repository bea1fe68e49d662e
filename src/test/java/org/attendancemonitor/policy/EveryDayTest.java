package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deriving on every day of a simulated year equals deriving only when something happens and at the
 * moment that the last derivation named; and no such moment can be left out.
 */
class EveryDayTest {
  private static final Instant START = at("2026-01-05T12:00");
  private static final int DAYS = 365;
  private static final int PEOPLE = 60;
  private static final PolicySettings SETTINGS = ShippedSettings.preparing();
  private static final Deriving ALL = new Deriving(ShippedSettings.risk(), SETTINGS);

  /** What the last derivation says about when to look again, and what of it is not heeded. */
  private interface Heeding {
    Decision decide(Deriving deriving, PersonRecord record, Instant now);

    /** Whether nobody looks again at a moment that was named. */
    default boolean passesOver(PersonRecord record, Instant moment) {
      return false;
    }
  }

  private static final Heeding EVERYTHING = Deriving::decide;

  @Test
  void a_year_of_looking_every_day_is_a_year_of_looking_when_told_to() {
    for (long seed = 0; seed < PEOPLE; seed++) {
      assertThat(difference(seed, ALL, EVERYTHING)).as("seed " + seed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"T2", "T3", "T16", "record-outcome", "T12"})
  void without_the_looks_of_a_rule_something_is_missed(String rule) {
    UnaryOperator<Rule> blind = each -> each.card().id().equals(rule) ? new Blind(each) : each;
    Escalation escalation =
        rule.equals(Escalation.ID)
            ? new BlindEscalation()
            : new Escalation(SETTINGS, Deriving.days(SETTINGS));
    assertMissed(Deriving.with(SETTINGS, blind, escalation), EVERYTHING);
  }

  @Test
  void no_other_rule_has_looks() {
    Set<String> looking = new TreeSet<>();
    UnaryOperator<Rule> noting = each -> new Noting(each, looking);
    Deriving deriving =
        Deriving.with(SETTINGS, noting, new Escalation(SETTINGS, Deriving.days(SETTINGS)));
    for (long seed = 0; seed < 10; seed++) {
      difference(seed, deriving, EVERYTHING);
    }
    assertThat(looking).containsExactly("T16", "T2", "T3", "record-outcome");
  }

  @Test
  void without_looking_when_a_hold_ends_something_is_missed() {
    assertMissed(
        ALL, passing((record, moment) -> record.actions().stream().map(ActionFact::until)));
  }

  @Test
  void without_looking_when_a_contact_has_been_made_something_is_missed() {
    assertMissed(ALL, passing((record, moment) -> record.contacts().stream().map(Contact::at)));
  }

  @Test
  void without_looking_when_a_flag_turns_something_is_missed() {
    assertMissed(ALL, Deriving::decideWithoutTurns);
  }

  private interface Moments {
    Stream<Instant> of(PersonRecord record, Instant moment);
  }

  private static Heeding passing(Moments moments) {
    return new Heeding() {
      @Override
      public Decision decide(Deriving deriving, PersonRecord record, Instant now) {
        return deriving.decide(record, now);
      }

      @Override
      public boolean passesOver(PersonRecord record, Instant moment) {
        return moments.of(record, moment).anyMatch(moment::equals);
      }
    };
  }

  private static void assertMissed(Deriving told, Heeding heeding) {
    for (long seed = 0; seed < PEOPLE; seed++) {
      if (difference(seed, told, heeding).isPresent()) {
        return;
      }
    }
    throw new AssertionError("nothing was missed in " + PEOPLE + " years");
  }

  /**
   * The first difference within a year between looking every day and when told to, if there is one.
   */
  private static Optional<String> difference(long seed, Deriving deriving, Heeding heeding) {
    Random random = new Random(seed);
    Instant end = START.plus(Duration.ofDays(DAYS));
    Deque<RandomHistory.News> news =
        new ArrayDeque<>(new RandomHistory(random, START.minus(Duration.ofDays(60)), end).all());
    RecordBuilder facts = RecordBuilder.person(1);
    Course daily = new Course(ALL, facts);
    Course told = new Course(deriving, facts);
    Staff staff = new Staff(random);
    for (int day = 0; day < DAYS; day++) {
      Instant noon = START.plus(Duration.ofDays(day));
      happen(news, told, heeding, noon);
      daily.derive(noon);
      Optional<String> found = difference(daily, told);
      if (found.isPresent()) {
        return found.map(it -> noon + ": " + it);
      }
      act(staff, random, told, heeding, noon);
    }
    return Optional.empty();
  }

  /** News and looks until a moment, in their order. */
  private static void happen(
      Deque<RandomHistory.News> news, Course told, Heeding heeding, Instant until) {
    while (true) {
      Instant next = news.isEmpty() ? Instant.MAX : news.peek().received();
      Instant look = told.look() == null ? Instant.MAX : told.look();
      Instant now = next.isAfter(look) ? look : next;
      if (now.isAfter(until)) {
        return;
      }
      if (now.equals(next)) {
        news.poll().change().accept(told.facts);
        derive(told, heeding, now);
      } else if (heeding.passesOver(told.record(), now)) {
        told.look(heeding.decide(told.deriving, told.record(), now).lookAgainAt());
      } else {
        derive(told, heeding, now);
      }
    }
  }

  private static void derive(Course told, Heeding heeding, Instant now) {
    PersonRecord before = told.record();
    Decision decision = heeding.decide(told.deriving, before, now);
    told.keep(before, decision);
    assertThat(decision.lookAgainAt() == null || decision.lookAgainAt().isAfter(now)).isTrue();
  }

  /** On some days somebody does something with a task or two. */
  private static void act(Staff staff, Random random, Course told, Heeding heeding, Instant noon) {
    for (int minute = 1; random.nextInt(100) < 12 && !told.open().isEmpty(); minute++) {
      Instant now = noon.plus(Duration.ofMinutes(minute));
      List<SupportTask> open = told.open();
      ActAnswer answer = told.act(staff.next(open.get(random.nextInt(open.size())), now), now);
      if (answer instanceof ActAnswer.Allowed) {
        derive(told, heeding, now);
      }
    }
  }

  private static Optional<String> difference(Course daily, Course told) {
    PersonRecord one = daily.record();
    PersonRecord other = told.record();
    Set<String> flags = flags(one);
    Set<String> tasks = tasks(one);
    if (!flags.equals(flags(other))) {
      return Optional.of("flags " + flags + " or " + flags(other));
    }
    return tasks.equals(tasks(other))
        ? Optional.empty()
        : Optional.of("tasks " + tasks + " or " + tasks(other));
  }

  private static Set<String> flags(PersonRecord record) {
    return record.flags().stream()
        .filter(Flag::active)
        .map(flag -> flag.code() + " " + flag.level() + " " + flag.reasons())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What somebody was told who has a task that has changed since depends on when it was taken. */
  private static Set<String> tasks(PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open())
        .map(
            task ->
                task.recordChanged()
                    ? task.id() + " changed " + task.owner() + " " + task.status()
                    : Deriving.content(task))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A rule that never says when it could change its mind. */
  private record Blind(Rule rule) implements Rule {
    @Override
    public RuleCard card() {
      return rule.card();
    }

    @Override
    public Optional<Trigger> trigger(Pathway pathway) {
      return rule.trigger(pathway);
    }

    @Override
    public Closing closing(Pathway pathway) {
      return rule.closing(pathway);
    }
  }

  /** A rule of which it is noted that it has looks. */
  private record Noting(Rule rule, Set<String> looking) implements Rule {
    @Override
    public RuleCard card() {
      return rule.card();
    }

    @Override
    public Optional<Trigger> trigger(Pathway pathway) {
      return rule.trigger(pathway);
    }

    @Override
    public Closing closing(Pathway pathway) {
      return rule.closing(pathway);
    }

    @Override
    public Stream<Instant> looks(Pathway pathway) {
      return rule.looks(pathway).peek(look -> looking.add(rule.card().id()));
    }
  }

  /** Tells one role after another, and never says when. */
  private static final class BlindEscalation extends Escalation {
    BlindEscalation() {
      super(SETTINGS, Deriving.days(SETTINGS));
    }

    @Override
    Stream<Instant> looks(SupportTask task) {
      return Stream.empty();
    }
  }
}
