package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WaitingLimitTest {
  private static InputStream told(long... recorded) {
    ByteBuffer bytes = ByteBuffer.allocate(recorded.length * Long.BYTES);
    for (long each : recorded) {
      bytes.putLong(each);
    }
    return new ByteArrayInputStream(bytes.array());
  }

  @Test
  void nothingIsSentBeyondWhatMayWait() throws Exception {
    WaitingLimit limit = new WaitingLimit(told(200, 700), 1_000);
    limit.await(1_700);
    assertThatThrownBy(() -> limit.await(1_701)).isInstanceOf(EOFException.class);
  }

  @Test
  void whatIsToldIsTakenThoughThereIsRoom() throws Exception {
    InputStream told = told(1, 2, 3);
    new WaitingLimit(told, 1_000).await(10);
    assertThat(told.available()).isZero();
  }

  @Test
  void withoutALimitNobodyIsAsked() {
    WaitingLimit none = new WaitingLimit(InputStream.nullInputStream(), 0);
    assertThatCode(() -> none.await(1_000_000)).doesNotThrowAnyException();
  }
}
