package org.attendancemonitor.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Sends HL7 v2 over one MLLP connection as an interface engine does: a message, its
 * acknowledgement, the next message. What is not acknowledged is sent again on a new connection.
 */
public final class MllpSender implements Outlet {
  private static final int START = 0x0b;
  private static final int END = 0x1c;
  private static final int TRIES = 8;

  private final String host;
  private final int port;
  private final Pace pace;
  private Socket socket;
  private long accepted;
  private long refused;
  private long failed;

  /**
   * A sender; connects when it sends first.
   *
   * @param perSecond most messages a second, above 0
   */
  public MllpSender(String host, int port, double perSecond) {
    this.host = host;
    this.port = port;
    this.pace = new Pace(perSecond);
  }

  @Override
  public void send(Told message) throws InterruptedException {
    pace.await();
    for (int tried = 1; tried <= TRIES; tried++) {
      try {
        String answer = exchange(message.text());
        boolean taken = answer.contains("\rMSA|AA") || answer.contains("\rMSA|CA");
        accepted += taken ? 1 : 0;
        refused += taken ? 0 : 1;
        return;
      } catch (IOException lost) {
        close();
        Thread.sleep(Math.min(5_000, 100L << tried));
      }
    }
    failed++;
  }

  private String exchange(String text) throws IOException {
    if (socket == null) {
      socket = new Socket(host, port);
      socket.setSoTimeout(60_000);
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(START);
    frame.write(text.getBytes(StandardCharsets.UTF_8));
    frame.write(END);
    frame.write('\r');
    socket.getOutputStream().write(frame.toByteArray());
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int each = in.read(); each != END; each = in.read()) {
      if (each < 0) {
        throw new SocketException("closed without an answer");
      }
      answer.write(each);
    }
    if (in.read() != '\r') {
      throw new SocketTimeoutException("the answer has no end");
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException closed) {
      // It is given up anyway.
    }
    socket = null;
  }

  @Override
  public Tally finish() {
    close();
    return new Tally(accepted, refused, failed);
  }
}
