package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of this program, and what is done to it. */
public final class Launched implements AutoCloseable {
  private static final String READY = "is ready";
  private static final int LAST_LINES = 15;

  private final Process process;
  private final Path output;

  Launched(Process process, Path output) {
    this.process = process;
    this.output = output;
    Runnable end = this::close;
    LastActs.add(end);
    process.onExit().thenRun(() -> LastActs.remove(end));
  }

  /** Its number at the operating system. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code of a process that has ended; above 128 for one that was killed. */
  public int exitValue() {
    return process.exitValue();
  }

  /** Waits for its end; false where it has not ended by then. */
  public boolean waitFor(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until it says that it is ready.
   *
   * @throws FaultException where it ends before, or takes longer; it is killed then
   */
  public Launched awaitReady(Duration within) throws InterruptedException {
    return awaitLine(READY, within);
  }

  /**
   * Waits until it has written a text.
   *
   * @throws FaultException where it ends before, or takes longer; it is killed then
   */
  Launched awaitLine(String text, Duration within) throws InterruptedException {
    Patience patience = new Patience(within);
    while (!output().contains(text)) {
      if (!process.isAlive() || patience.isOver()) {
        boolean ended = !process.isAlive();
        kill();
        throw new FaultException(
            "the service "
                + (ended
                    ? "ended with code " + exitValue()
                    : "was not ready within " + within.toSeconds() + " s")
                + ":\n"
                + lastLines());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  /** The processor time it has used. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it as {@code kill -9} does, at once and whatever it does just now. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, with SIGTERM; does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Holds it still, with SIGSTOP: it keeps its connections and answers nobody. */
  public void pause() throws InterruptedException {
    signal("STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new FaultException("process " + pid() + " could not be sent SIG" + name);
      }
    } catch (IOException missing) {
      throw new UncheckedIOException("no kill command on this machine", missing);
    }
  }

  /** What it has written so far. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The end of what it has written. */
  public String lastLines() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Kills it where it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
