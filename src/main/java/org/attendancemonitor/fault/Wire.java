package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way from one node to one other machine that can be cut: then nothing passes any more in either
 * direction, and nobody is told, as when a cable is pulled. What was under way passes when it is
 * mended, if both ends still wait for it.
 */
final class Wire implements AutoCloseable {
  private static final int BYTES = 64 * 1024;

  private final ServerSocket door;
  private final InetSocketAddress target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private boolean cut;
  private volatile boolean open = true;

  /**
   * A wire that is whole.
   *
   * @param host address of this machine where the node comes in, such as {@code 127.1.2.3}
   * @param port there
   * @param target where it leads
   * @throws NotHereException where this machine has no such address
   */
  Wire(String host, int port, InetSocketAddress target) {
    this.target = target;
    try {
      door = new ServerSocket(port, 50, InetAddress.getByName(host));
    } catch (IOException none) {
      throw new NotHereException(
          "the address " + host + ", which a machine with Linux has, with port " + port);
    }
    start(this::accept, "wire " + host);
  }

  /** Nothing passes from now on. */
  synchronized void cut() {
    cut = true;
  }

  /** It is whole again. */
  synchronized void mend() {
    cut = false;
    notifyAll();
  }

  private synchronized void awaitWhole() throws InterruptedException {
    while (cut && open) {
      wait();
    }
  }

  private void accept() {
    while (open) {
      try {
        Socket near = door.accept();
        sockets.add(near);
        start(() -> connect(near), "wire");
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket near) {
    try {
      awaitWhole();
      Socket far = new Socket(target.getAddress(), target.getPort());
      sockets.add(far);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      start(() -> pass(near, far), "wire there");
      pass(far, near);
    } catch (IOException refused) {
      close(near);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] bytes = new byte[BYTES];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        awaitWhole();
        out.write(bytes, 0, read);
      }
      // Not even that one end is gone is told through a wire that is cut.
      awaitWhole();
    } catch (IOException gone) {
      // The other end is told below.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    open = false;
    mend();
    try {
      door.close();
    } catch (IOException gone) {
      // It is closed.
    }
    sockets.forEach(this::close);
  }
}
