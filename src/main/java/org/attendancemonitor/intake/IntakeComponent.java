package org.attendancemonitor.intake;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.attendancemonitor.record.WriteTrial;

/**
 * Camel component {@code intake:lanes}. Sending to it hands submissions over; a route that starts
 * from it gets one {@link Batch} at a time, and the verdicts are told when that route has
 * committed.
 */
public final class IntakeComponent extends DefaultComponent {
  private final Lanes lanes;
  private final Recording recording;
  private final IntakeMeters meters;
  private final IntakeState state;
  private final WriteTrial trial;
  private final StepTimes times;
  private final Clock clock;
  private final int batchSize;

  /**
   * @param lanes where submissions wait
   * @param recording keeps the original of what could not be recorded at all
   * @param meters counts and times what went through
   * @param state tells others whether it can work
   * @param trial finds out whether the record can be written again
   * @param times where the time goes
   * @param clock the time a batch is judged at
   * @param batchSize entries per transaction at the most
   */
  public IntakeComponent(
      Lanes lanes,
      Recording recording,
      IntakeMeters meters,
      IntakeState state,
      WriteTrial trial,
      StepTimes times,
      Clock clock,
      int batchSize) {
    this.lanes = lanes;
    this.recording = recording;
    this.meters = meters;
    this.state = state;
    this.trial = trial;
    this.times = times;
    this.clock = clock;
    this.batchSize = batchSize;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new IntakeEndpoint(uri, this);
  }

  Lanes lanes() {
    return lanes;
  }

  Recording recording() {
    return recording;
  }

  IntakeMeters meters() {
    return meters;
  }

  IntakeState state() {
    return state;
  }

  WriteTrial trial() {
    return trial;
  }

  StepTimes times() {
    return times;
  }

  Clock clock() {
    return clock;
  }

  int batchSize() {
    return batchSize;
  }
}
