package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has cost so far.
 *
 * @param processorSeconds of all its threads; NaN where it is not known
 * @param bytesRead that were read from disks for it, as Linux counts them; NaN where it is not
 *     known
 * @param bytesWritten that it caused to be written to disks, counted in the same way
 */
record ProcessCost(double processorSeconds, double bytesRead, double bytesWritten) {
  private static final String READ = "read_bytes: ";
  private static final String WRITTEN = "write_bytes: ";

  /** Of something that is no process of this machine. */
  static final ProcessCost UNKNOWN = new ProcessCost(Double.NaN, Double.NaN, Double.NaN);

  /** Of the process of this number. */
  static ProcessCost of(long pid) {
    double processor =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos)
            .map(nanos -> nanos / 1e9)
            .orElse(Double.NaN);
    return new ProcessCost(processor, told(pid, READ), told(pid, WRITTEN));
  }

  private static double told(long pid, String what) {
    Path told = Path.of("/proc", Long.toString(pid), "io");
    try {
      return Files.readAllLines(told).stream()
          .filter(line -> line.startsWith(what))
          .mapToDouble(line -> Double.parseDouble(line.substring(what.length())))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }

  /** From another moment until this. */
  ProcessCost since(ProcessCost before) {
    return new ProcessCost(
        processorSeconds - before.processorSeconds,
        bytesRead - before.bytesRead,
        bytesWritten - before.bytesWritten);
  }
}
