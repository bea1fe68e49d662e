package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.Iterator;

/** Two tellings as one, in order of time; as long as the desk has something to say. */
final class Merged implements Iterator<SimulatedEvent> {
  private final Timeline timeline;
  private final LiveDesk desk;

  Merged(Timeline timeline, LiveDesk desk) {
    this.timeline = timeline;
    this.desk = desk;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SimulatedEvent next() {
    Instant planned = timeline.nextAt();
    return planned != null && planned.isBefore(desk.nextAt()) ? timeline.next() : desk.next();
  }
}
