package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attendancemonitor.record.Told.at;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.SetClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several nodes on one record promise each other; on every database. */
abstract class NodesContract {
  private static final Set<String> TASKS = Set.of(Outbox.TASK);

  Store store;

  abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static Clock fixed(long minute) {
    return Clock.fixed(at(minute), ZoneOffset.UTC);
  }

  @Test
  void aLeaseIsOneNodesAtATimeAndAFormerHolderIsTold() {
    Leases here = new Leases(store, "here", fixed(1));
    Leases there = new Leases(store, "there", fixed(1));
    assertThat(here.hold("figures")).isTrue();
    assertThat(there.hold("figures")).isFalse();
    assertThat(there.hold("another")).isTrue();
    checkIn(here);
    assertThatThrownBy(() -> checkIn(there)).isInstanceOf(LeaseLostException.class);

    Leases later = new Leases(store, "there", fixed(2));
    assertThat(later.hold("figures")).as("no sign of life for a minute").isTrue();
    assertThat(here.hold("figures")).as("paused: its clock stood still").isTrue();
    assertThatThrownBy(() -> checkIn(here)).isInstanceOf(LeaseLostException.class);
    assertThat(here.hold("figures")).isFalse();
    later.prolong();
    checkIn(later);

    later.giveBack();
    assertThat(later.held()).isEmpty();
    assertThat(new Leases(store, "third", fixed(2)).hold("figures")).isTrue();
  }

  @Test
  void aProcessIsNotTakenForAnEarlierOneOfTheSameNode() {
    Leases frozen = new Leases(store, "here", fixed(1));
    frozen.hold("figures");
    Leases restarted = new Leases(store, "here", fixed(1));
    assertThat(restarted.hold("figures")).as("its own from before").isTrue();
    assertThatThrownBy(() -> checkIn(frozen)).isInstanceOf(LeaseLostException.class);
    frozen.giveBack();
    assertThat(new Leases(store, "there", fixed(1)).hold("figures")).isFalse();
    checkIn(restarted);
  }

  @Test
  void whoProlongsWhatAnotherHasByNowHoldsItNoLonger() {
    Leases here = new Leases(store, "here", fixed(1));
    here.hold("figures");
    Leases there = new Leases(store, "there", fixed(2));
    assertThat(there.hold("figures")).isTrue();
    here.prolong();
    assertThat(here.held()).isEmpty();
    checkIn(there);
  }

  /** SQLite has one connection that writes: who has it must not wait for who waits for it. */
  @Test
  void whoChecksALeaseDoesNotWaitForWhoProlongsOrTakesOne() throws Exception {
    Leases here = new Leases(store, "here", fixed(1));
    here.hold("figures");
    List<Thread> others =
        List.of(new Thread(here::prolong), new Thread(() -> here.hold("another")));
    Thread checking =
        new Thread(
            () ->
                store.inTransaction(
                    () -> {
                      others.forEach(Thread::start);
                      others.forEach(NodesContract::awaitRest);
                      here.check("figures");
                      assertThat(here.hold("figures")).isTrue();
                      return null;
                    }));
    checking.start();
    // Shorter than a connection is waited for.
    checking.join(7_000);
    assertThat(checking.isAlive()).as("waits for somebody who waits for it").isFalse();
    for (Thread other : others) {
      other.join(20_000);
    }
    assertThat(here.held()).contains("figures");
  }

  /** Until it waits for something, or has ended. */
  private static void awaitRest(Thread thread) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                thread.getState() == Thread.State.TIMED_WAITING
                    || thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.TERMINATED);
  }

  private void checkIn(Leases leases) {
    store.inTransaction(
        () -> {
          leases.check("figures");
          return null;
        });
  }

  @Test
  void nodesThatDeriveFromSomethingElseAreKnownAsLongAsTheyLive() {
    Nodes here = new Nodes(store, "here", "one", fixed(1));
    Nodes there = new Nodes(store, "there", "two", fixed(1));
    here.tell();
    assertThat(here.differ()).isFalse();
    there.tell();
    assertThat(here.differ()).isTrue();
    assertThat(here.alive()).isEqualTo(2);
    assertThat(new Nodes(store, "here", "one", fixed(2)).differ()).as("not seen lately").isFalse();
    there.leave();
    assertThat(here.differ()).isFalse();
  }

  private static void later(SetClock clock, Duration by) {
    clock.set(clock.instant().plus(by));
  }

  @Test
  void whoProlongsHoldsItOnUnderTheSameToken() {
    SetClock clock = new SetClock(at(1));
    Leases here = new Leases(store, "here", clock);
    here.hold("figures");
    Long token = token();
    for (int i = 0; i < 4; i++) {
      later(clock, Leases.LENGTH.dividedBy(2));
      here.prolong();
    }
    assertThat(here.held()).containsExactly("figures");
    assertThat(here.hold("figures")).isTrue();
    assertThat(token()).as("it never changed hands").isEqualTo(token);
    assertThat(new Leases(store, "there", clock).hold("figures")).isFalse();
  }

  private Long token() {
    return store.writing().queryForObject("SELECT token FROM lease", Long.class);
  }

  @Test
  void aLeaseIsFreeAtTheMomentItEnds() {
    SetClock clock = new SetClock(at(1));
    Leases here = new Leases(store, "here", clock);
    here.hold("figures");
    later(clock, Leases.LENGTH.minusMillis(1));
    assertThat(here.held()).containsExactly("figures");
    assertThat(new Leases(store, "there", clock).hold("figures")).isFalse();
    later(clock, Duration.ofMillis(1));
    assertThat(here.held()).isEmpty();
    assertThat(new Leases(store, "there", clock).hold("figures")).isTrue();
    assertThat(here.hold("figures")).as("at the very moment").isFalse();
  }

  @Test
  void whatAnotherHoldsIsNotAskedForAgainAtOnceUnlessTheClockJumps() {
    Leases here = new Leases(store, "here", fixed(1));
    here.hold("figures");
    SetClock clock = new SetClock(at(1));
    Leases there = new Leases(store, "there", clock);
    assertThat(there.hold("figures")).isFalse();
    here.giveBack();
    later(clock, Duration.ofSeconds(4));
    assertThat(there.hold("figures")).as("a question to the record every five seconds").isFalse();
    later(clock, Duration.ofSeconds(1));
    assertThat(there.hold("figures")).isTrue();

    SetClock wrong = new SetClock(at(60));
    Leases third = new Leases(store, "third", wrong);
    store.writing().update("UPDATE lease SET held_until = ?", at(61).toEpochMilli());
    assertThat(third.hold("figures")).isFalse();
    there.giveBack();
    wrong.set(at(2));
    assertThat(third.hold("figures")).as("its clock was put right: no hour's wait").isTrue();
  }

  @Test
  void aNodeIsKnownByWhatItDerivesFromNowAndIsForgottenInTheEnd() {
    Nodes here = new Nodes(store, "here", "one", fixed(1));
    here.tell();
    new Nodes(store, "there", "two", fixed(1)).tell();
    new Nodes(store, "there", "one", fixed(1)).tell();
    assertThat(here.differ()).as("it was upgraded").isFalse();
    Nodes upgraded = new Nodes(store, "here", "three", fixed(1));
    assertThat(upgraded.differ()).as("from the other").isTrue();
    new Nodes(store, "there", "three", fixed(1)).tell();
    assertThat(upgraded.differ()).as("what it was itself before does not count").isFalse();
    new Nodes(store, "third", "one", fixed(24 * 60 + 2)).tell();
    assertThat(store.writing().queryForList("SELECT name FROM node", String.class))
        .containsExactly("third");
  }

  @Test
  void aNodeCountsAsAliveAsLongAsItsLeasesDo() {
    SetClock clock = new SetClock(at(1));
    Nodes here = new Nodes(store, "here", "one", clock);
    here.tell();
    later(clock, Leases.LENGTH.minusMillis(1));
    assertThat(here.alive()).isEqualTo(1);
    later(clock, Duration.ofMillis(1));
    assertThat(here.alive()).isZero();
  }

  @Test
  void anEntryThatOneHasInHandIsAnothersAtTheMomentThatEnds() {
    Outbox.Pending task = new Outbox.Pending(Outbox.TASK, "t", 1);
    store.inTransaction(
        () -> {
          new Outbox(store).put(List.of(task));
          return null;
        });
    SetClock clock = new SetClock(at(1));
    Dispatch here = new Dispatch(store, "here", clock);
    Dispatch there = new Dispatch(store, "there", clock);
    assertThat(here.take(TASKS, 1)).containsExactly(task);
    later(clock, Duration.ofSeconds(20).minusMillis(1));
    assertThat(there.take(TASKS, 1)).isEmpty();
    later(clock, Duration.ofMillis(1));
    assertThat(there.take(TASKS, 1)).containsExactly(task);
    here.done(task);
    assertThat(here.take(TASKS, 1)).as("told late: told once more").containsExactly(task);
  }
}
