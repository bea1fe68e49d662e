package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.fault.Launched;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.FullSpeed;
import org.attendancemonitor.simulation.Target;
import org.sqlite.SQLiteConfig;

/** A process with a broker of its own that keeps a row of a SQLite table for each event. */
final class QueueContender implements Contender, Target {
  /** Looking into its table more often would cost it something. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final Duration TO_STOP = Duration.ofSeconds(30);

  private final String name;
  private final Launched process;
  private final String brokerUrl;
  private final String password;
  private final String table;
  private final Connection rows;
  private final FullSpeed speed;
  private long looked = System.nanoTime() - LOOK_NANOS;
  private long seen;

  /**
   * @param name for people
   * @param process that runs
   * @param brokerUrl of its broker
   * @param password of the benchmark's sender there
   * @param file of SQLite
   * @param table whose rows are numbered one by one
   * @param plan what is sent, and by which command
   */
  QueueContender(
      String name,
      Launched process,
      String brokerUrl,
      String password,
      Path file,
      String table,
      BenchPlan plan)
      throws SQLException {
    this.name = name;
    this.process = process;
    this.brokerUrl = brokerUrl;
    this.password = password;
    this.table = table;
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    this.rows = config.createConnection("jdbc:sqlite:" + file);
    this.speed = new FullSpeed(plan, this, Clock.systemUTC());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double round(int round, int events) throws IOException, InterruptedException {
    return speed.measure(round, events);
  }

  @Override
  public ProcessCost cost() {
    return ProcessCost.of(process.pid());
  }

  @Override
  public long kept() {
    return asked("SELECT count(*) FROM " + table);
  }

  @Override
  public String brokerUrl() {
    return brokerUrl;
  }

  @Override
  public String user() {
    return BenchFrame.USER;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public synchronized long committed() {
    if (System.nanoTime() - looked >= LOOK_NANOS) {
      seen = asked("SELECT coalesce(max(id), 0) FROM " + table);
      looked = System.nanoTime();
    }
    return seen;
  }

  @Override
  public long batches() {
    return 0;
  }

  @Override
  public long processorNanos() {
    return (long) (cost().processorSeconds() * 1e9);
  }

  @Override
  public Map<String, Long> nanosBySteps() {
    return Map.of();
  }

  private long asked(String question) {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself:\n" + process.lastLines());
    }
    try (Statement statement = rows.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getLong(1);
    } catch (SQLException unread) {
      throw new IllegalStateException("the rows of " + name + " cannot be counted", unread);
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
      process.terminate();
      process.waitFor(TO_STOP);
    } catch (SQLException open) {
      throw new IllegalStateException(open);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      process.close();
    }
  }
}
