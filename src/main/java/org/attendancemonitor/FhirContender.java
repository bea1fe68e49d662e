package org.attendancemonitor;

import java.net.URI;
import java.util.Map;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Outlet;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Workload;

/** A FHIR server that somebody runs, to which events are PUT over four connections. */
final class FhirContender implements Contender {
  private static final double AS_FAST_AS_IT_GOES = 1e6;

  private final URI base;
  private final Map<String, FhirSender.SignIn> signIns;
  private final Long pid;
  private final BenchPlan plan;
  private long kept;

  /**
   * @param base of it
   * @param signIns by feed; empty where it asks for none
   * @param pid its process, where that is on this machine, or null
   * @param plan what is sent
   */
  FhirContender(URI base, Map<String, FhirSender.SignIn> signIns, Long pid, BenchPlan plan) {
    this.base = base;
    this.signIns = Map.copyOf(signIns);
    this.pid = pid;
    this.plan = plan;
  }

  @Override
  public String name() {
    return "FHIR server, stored by PUT";
  }

  @Override
  public double round(int round, int events) throws InterruptedException {
    Iterable<SimulatedEvent> each =
        new Workload(plan.trust(), round, plan.now()).events(events)::iterator;
    FhirSender sender = new FhirSender(base, signIns, AS_FAST_AS_IT_GOES);
    long begun = System.nanoTime();
    for (SimulatedEvent event : each) {
      sender.send(event);
    }
    Outlet.Tally tally = sender.finish();
    double seconds = (System.nanoTime() - begun) / 1e9;
    kept += tally.accepted();
    if (tally.accepted() == 0) {
      throw new IllegalStateException(
          "the FHIR server took nothing: %,d were refused, %,d not answered%s"
              .formatted(
                  tally.refused(),
                  tally.failed(),
                  sender.refusal().map(told -> "; the first refusal: " + told).orElse("")));
    }
    return events / seconds;
  }

  @Override
  public ProcessCost cost() {
    return pid == null ? ProcessCost.UNKNOWN : ProcessCost.of(pid);
  }

  /** As it answered. */
  @Override
  public long kept() {
    return kept;
  }

  @Override
  public void close() {
    // Whoever started it goes on with it.
  }
}
