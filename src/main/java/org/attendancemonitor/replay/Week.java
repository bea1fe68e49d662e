package org.attendancemonitor.replay;

import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.TaskKind;

/** What a policy makes of one service in one week, or in several together. */
public final class Week {
  private final Map<TaskKind, Long> opened = new TreeMap<>();
  private long contacts;
  private long closures;
  private long stopped;

  void opened(TaskKind kind, long tasks) {
    opened.merge(kind, tasks, Long::sum);
  }

  void contact() {
    contacts++;
  }

  void closure(boolean wouldHaveBeenStopped) {
    closures++;
    stopped += wouldHaveBeenStopped ? 1 : 0;
  }

  void add(Week other) {
    other.opened.forEach(this::opened);
    contacts += other.contacts;
    closures += other.closures;
    stopped += other.stopped;
  }

  /** Tasks opened, and opened again, of each kind there was. */
  public Map<TaskKind, Long> opened() {
    return opened;
  }

  /** Tasks of a kind. */
  public long opened(TaskKind kind) {
    return opened.getOrDefault(kind, 0L);
  }

  /** Steps of tasks that fall due. */
  public long contacts() {
    return contacts;
  }

  /** Referrals ended after a missed appointment without a complete review. */
  public long closures() {
    return closures;
  }

  /** Of {@link #closures}, those that came while a task of support or review was open. */
  public long stopped() {
    return stopped;
  }
}
