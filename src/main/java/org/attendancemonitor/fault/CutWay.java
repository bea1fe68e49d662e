package org.attendancemonitor.fault;

/** A way whose connection is lost when somebody says so. */
final class CutWay implements Way {
  private final Way way;
  private volatile boolean cut;

  CutWay(Way way) {
    this.way = way;
  }

  /** Before the next message the connection is closed. */
  void cut() {
    cut = true;
  }

  @Override
  public String name() {
    return way.name();
  }

  @Override
  public boolean deliver(String id, String json) throws InterruptedException {
    if (cut) {
      cut = false;
      way.close();
    }
    return way.deliver(id, json);
  }

  @Override
  public void close() {
    way.close();
  }
}
