package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has cost so far.
 *
 * @param processorSeconds of all its threads; NaN where it is not known
 * @param bytesWritten that it caused to be written to disks, as Linux counts them; NaN where it is
 *     not known
 */
record ProcessCost(double processorSeconds, double bytesWritten) {
  private static final String WRITTEN = "write_bytes: ";

  /** Of something that is no process of this machine. */
  static final ProcessCost UNKNOWN = new ProcessCost(Double.NaN, Double.NaN);

  /** Of the process of this number. */
  static ProcessCost of(long pid) {
    double processor =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos)
            .map(nanos -> nanos / 1e9)
            .orElse(Double.NaN);
    return new ProcessCost(processor, written(pid));
  }

  private static double written(long pid) {
    Path told = Path.of("/proc", Long.toString(pid), "io");
    try {
      return Files.readAllLines(told).stream()
          .filter(line -> line.startsWith(WRITTEN))
          .mapToDouble(line -> Double.parseDouble(line.substring(WRITTEN.length())))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }

  /** From another moment until this. */
  ProcessCost since(ProcessCost before) {
    return new ProcessCost(
        processorSeconds - before.processorSeconds, bytesWritten - before.bytesWritten);
  }
}
