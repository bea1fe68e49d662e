package org.attendancemonitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The wire between the service and a server of this machine, which a test makes slow, cuts, or
 * leaves standing without a word on it.
 */
final class Wire implements AutoCloseable {
  private final int server;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean silent;
  private volatile boolean cut;
  private volatile boolean closed;

  /** To a port of this machine. */
  Wire(int server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Each answer comes so much later. */
  void slow(Duration each) {
    latency = each;
  }

  /** Connections stay open, and nothing comes through any more. */
  void silence() {
    silent = true;
  }

  /** Every connection breaks, and no new one comes about. */
  void cut() {
    cut = true;
    open.forEach(Wire::shut);
  }

  /** All is well; what was swallowed does not come back, so its connections end. */
  void mend() {
    boolean swallowed = silent;
    silent = false;
    cut = false;
    latency = Duration.ZERO;
    if (swallowed) {
      open.forEach(Wire::shut);
    }
  }

  private void accept() {
    while (!closed) {
      Socket client = null;
      try {
        client = entrance.accept();
        if (cut) {
          client.close();
          continue;
        }
        Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
        there.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        open.add(client);
        open.add(there);
        Socket here = client;
        thread(() -> carry(here, there, false));
        thread(() -> carry(there, here, true));
      } catch (IOException away) {
        // The server is away, or the test has ended: who connected is told.
        if (client != null) {
          shut(client);
        }
      }
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (silent) {
          continue;
        }
        if (answers && !latency.isZero()) {
          LockSupport.parkNanos(latency.toNanos());
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException broken) {
      // Its other end learns of it below.
    } finally {
      shut(from);
      shut(to);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is shut.
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    entrance.close();
    open.forEach(Wire::shut);
  }
}
