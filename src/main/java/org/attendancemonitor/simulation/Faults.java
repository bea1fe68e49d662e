package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.attendancemonitor.simulation.Injected.Fault;

/**
 * Sends a feed as real ones come: some messages twice, late, overtaken, put right, taken back, or
 * unusable, without a zone or with a code of the sender's own. What was done is returned as data.
 * Holds back only what is late.
 */
public final class Faults {
  private static final int FAULTS = 6;
  private static final List<Fault> BAD =
      List.of(Fault.UNPARSABLE, Fault.WRONG_VERSION, Fault.MISSING_PATIENT, Fault.IMPOSSIBLE_DATE);

  private record Held(long due, long order, SimulatedEvent event, Fault fault) {}

  private final FaultRates rates;
  private final Instant end;
  private final Draw draw;
  private final Slips slips;
  private final List<Injected> injected = new ArrayList<>();
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::order));
  private long taken;
  private long sent;

  /**
   * Faults for one feed.
   *
   * @param rates how often
   * @param seed equal seeds on equal feeds give equal faults
   * @param end no later version is dated after it: usually the history's end
   */
  public Faults(FaultRates rates, long seed, Instant end) {
    this.rates = rates;
    this.end = end;
    this.draw = Draw.of(seed, FAULTS, 0);
    this.slips = new Slips(rates, Draw.of(seed, FAULTS, 1));
  }

  /** The feed with its faults; to be called once. */
  public Stream<SimulatedEvent> into(Stream<SimulatedEvent> feed) {
    Iterator<SimulatedEvent> right = feed.iterator();
    Iterator<SimulatedEvent> faulty =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return right.hasNext() || !held.isEmpty();
          }

          @Override
          public SimulatedEvent next() {
            return send(right);
          }
        };
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(faulty, traits), false)
        .onClose(feed::close);
  }

  /** What was put in so far, in the order of sending. */
  public List<Injected> injected() {
    return List.copyOf(injected);
  }

  private SimulatedEvent send(Iterator<SimulatedEvent> right) {
    while (true) {
      boolean due = !held.isEmpty() && (held.element().due() <= taken || !right.hasNext());
      if (due) {
        Held next = held.remove();
        injected.add(new Injected(next.fault(), sent++, Tampering.resource(basis(next))));
        return next.event();
      }
      SimulatedEvent event = right.next();
      taken++;
      slips.overnight(event).ifPresent(again -> hold(again, Fault.MISSING_ZONE, 0));
      if (draw.chance(rates.late())) {
        hold(event, Fault.LATE, draw.between(200, 5_000));
      } else if (draw.chance(rates.outOfOrder())) {
        hold(event, Fault.OUT_OF_ORDER, draw.between(1, 5));
      } else {
        return straight(event);
      }
    }
  }

  private SimulatedEvent straight(SimulatedEvent event) {
    int before = held.size();
    follow(event);
    if (held.size() > before) {
      // Another version of it, or the same again, must fit what was sent.
      sent++;
      return event;
    }
    Slips.Slip slip = slips.in(event);
    if (slip.fault() != null) {
      injected.add(new Injected(slip.fault(), sent, Tampering.resource(event)));
    }
    sent++;
    return slip.event();
  }

  /** Where the text breaks off, nothing can be read from it. */
  private static SimulatedEvent basis(Held held) {
    return held.fault() == Fault.UNPARSABLE
        ? new SimulatedEvent("", held.event().at(), "{\"resourceType\":\"Unparsable\"}")
        : held.event();
  }

  private void follow(SimulatedEvent event) {
    if (draw.chance(rates.duplicate())) {
      hold(event, Fault.DUPLICATE, draw.between(0, 50));
    }
    if (!Tampering.appointment(event)) {
      return;
    }
    if (Tampering.miss(event) && draw.chance(rates.correction())) {
      change(event, "fulfilled", Fault.CORRECTION, draw.between(30, 3_000));
    } else if (draw.chance(rates.enteredInError())) {
      change(event, "entered-in-error", Fault.ENTERED_IN_ERROR, draw.between(5, 300));
    }
    if (draw.chance(rates.bad())) {
      Fault fault = draw.pick(BAD);
      hold(spoilt(event, fault), fault, 0);
    }
  }

  private void change(SimulatedEvent event, String status, Fault fault, int minutes) {
    SimulatedEvent later = Tampering.later(event, Duration.ofMinutes(minutes), status);
    if (!later.at().isAfter(end)) {
      hold(later, fault, draw.between(5, 500));
    }
  }

  private static SimulatedEvent spoilt(SimulatedEvent event, Fault fault) {
    return switch (fault) {
      case WRONG_VERSION -> Tampering.stu3(event);
      case MISSING_PATIENT -> Tampering.nobody(event);
      case IMPOSSIBLE_DATE -> Tampering.impossible(event);
      default -> Tampering.broken(event);
    };
  }

  private void hold(SimulatedEvent event, Fault fault, int messages) {
    held.add(new Held(taken + messages, taken, event, fault));
  }
}
