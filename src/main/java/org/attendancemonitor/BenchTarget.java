package org.attendancemonitor;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attendancemonitor.intake.StepTimes;
import org.attendancemonitor.simulation.Target;

/**
 * The service of this process as a benchmark sees it.
 *
 * @param brokerUrl of its broker
 * @param user that may send
 * @param password of that user
 * @param times where its time goes
 */
record BenchTarget(String brokerUrl, String user, String password, StepTimes times)
    implements Target {

  @Override
  public long committed() {
    return times.committed();
  }

  @Override
  public long batches() {
    return times.batches();
  }

  @Override
  public long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  @Override
  public Map<String, Long> nanosBySteps() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    for (StepTimes.Step step : StepTimes.Step.values()) {
      nanos.put(step.word(), times.nanos(step));
    }
    return nanos;
  }
}
