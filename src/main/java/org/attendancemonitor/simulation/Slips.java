package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.attendancemonitor.simulation.Injected.Fault;

/**
 * What goes wrong within a message that comes once and in time: a code of the sender's own, or no
 * zone. Drawn apart from the other faults, which stay the same whatever these rates are.
 */
final class Slips {
  private static final ZoneRules CLOCK = TrustPlan.ZONE.getRules();

  /** Within the hour that the clock shows twice, the first time. */
  private static final Duration BEFORE_IT_REPEATS = Duration.ofMinutes(30);

  /** A message as it is sent; its fault, or null. */
  record Slip(SimulatedEvent event, Fault fault) {}

  private final FaultRates rates;
  private final Draw draw;
  private SimulatedEvent settled;
  private Instant night;

  Slips(FaultRates rates, Draw draw) {
    this.rates = rates;
    this.draw = draw;
  }

  /** Sends a message of which no other version is on its way. */
  Slip in(SimulatedEvent event) {
    boolean code = draw.chance(rates.badCode());
    boolean zone = draw.chance(rates.missingZone());
    SimulatedEvent own = code ? Tampering.ownCode(event) : null;
    if (own != null) {
      return new Slip(own, Fault.BAD_CODE);
    }
    settled = Tampering.settled(event) ? event : settled;
    SimulatedEvent bare = zone ? Tampering.zoneless(event) : event;
    return new Slip(bare, bare.json().equals(event.json()) ? null : Fault.MISSING_ZONE);
  }

  /**
   * What a job in the night in which the clocks go back has sent before this message: the newest
   * appointment again, at a time that only its zone would tell.
   */
  Optional<SimulatedEvent> overnight(SimulatedEvent next) {
    if (night == null) {
      night = repeated(next.at());
    }
    if (rates.missingZone() == 0 || next.at().isBefore(night)) {
      return Optional.empty();
    }
    Optional<SimulatedEvent> again =
        Optional.ofNullable(settled).map(event -> Tampering.again(event, night));
    night = repeated(next.at().plus(BEFORE_IT_REPEATS));
    settled = null;
    return again;
  }

  private static Instant repeated(Instant after) {
    ZoneOffsetTransition change = CLOCK.nextTransition(after);
    while (!change.isOverlap()) {
      change = CLOCK.nextTransition(change.getInstant());
    }
    return change.getInstant().minus(BEFORE_IT_REPEATS);
  }
}
