package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What the tests read of a page is all of it, however slowly it comes. */
class WholePageTest {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** A page whose end comes a while after its beginning. */
  private static void answer(HttpExchange exchange) throws IOException {
    boolean slow = exchange.getRequestURI().getPath().equals("/slow");
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (!slow) {
        out.write("<main><a href=/slow>on</a></main>".getBytes(StandardCharsets.UTF_8));
        return;
      }
      out.write(("<main>begun " + " ".repeat(4_096)).getBytes(StandardCharsets.UTF_8));
      out.flush();
      LockSupport.parkNanos(PAUSE_NANOS);
      out.write("ended</main>".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aPageThatComesSlowlyIsReadToItsEnd() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", WholePageTest::answer);
    server.start();
    try (DebianChromium chromium = DebianChromium.start();
        DebianChromium.Window window = chromium.window(800, false)) {
      Page page = window.page();
      page.navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      page.click("a");
      assertThat(page.textContent("main")).contains("begun", "ended");
    } finally {
      server.stop(0);
    }
  }
}
