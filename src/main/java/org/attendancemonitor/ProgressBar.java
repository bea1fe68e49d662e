package org.attendancemonitor;

import java.io.PrintWriter;

/** How far a long command is; on a terminal one line that grows, elsewhere a line every tenth. */
final class ProgressBar {
  private static final int WIDTH = 40;
  private final PrintWriter out;
  private final String what;
  private final long total;
  private final boolean terminal = System.console() != null;
  private long done;
  private int shown = -1;

  /**
   * @param total of whatever {@link #add} counts
   */
  ProgressBar(PrintWriter out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = Math.max(1, total);
  }

  synchronized void add(long more) {
    done += more;
    show((int) Math.min(100, done * 100 / total));
  }

  synchronized void finish() {
    show(100);
    if (terminal) {
      out.println();
      out.flush();
    }
  }

  private void show(int percent) {
    int step = terminal ? 1 : 10;
    if (percent / step == shown / step && shown >= 0) {
      return;
    }
    shown = percent;
    int filled = percent * WIDTH / 100;
    out.printf(
        "%s%s [%s%s] %3d%%%s",
        terminal ? "\r" : "",
        what,
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        percent,
        terminal ? "" : System.lineSeparator());
    out.flush();
  }
}
