package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FHIR server of somebody else's, in a few lines: it takes what a known sign-in puts. */
class FhirContenderTest {
  private static final FhirSender.SignIn KNOWN = new FhirSender.SignIn("bench", "secret");

  @TempDir private Path folder;
  private final Set<String> put = ConcurrentHashMap.newKeySet();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/fhir/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    boolean known =
        "Basic YmVuY2g6c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] text = "This sign-in belongs to nobody.".getBytes(StandardCharsets.UTF_8);
    if (known) {
      put.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    }
    exchange.sendResponseHeaders(known ? 201 : 403, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private FhirContender contender(FhirSender.SignIn signIn) {
    TrustPlan trust =
        TrustPlan.of(2_000, 1, LocalDate.of(2026, 11, 22), 1, List.of(new Lsoa("E01000001", 1)));
    BenchPlan plan =
        new BenchPlan(
            trust,
            folder.resolve("areas.csv"),
            1_000,
            3,
            1,
            0,
            Instant.parse("2026-11-22T07:00:00Z"),
            folder,
            List.of());
    return new FhirContender(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"),
        Map.of(trust.acuteFeed(), signIn),
        null,
        plan);
  }

  @Test
  void eachEventIsPutAsWhatItIs() throws Exception {
    FhirContender contender = contender(KNOWN);
    assertThat(contender.round(0, 40)).isPositive();
    assertThat(contender.kept()).isEqualTo(40);
    assertThat(put)
        .anyMatch(it -> it.startsWith("PUT /fhir/Appointment/"))
        .anyMatch(it -> it.startsWith("PUT /fhir/Patient/"))
        .anyMatch(it -> it.startsWith("PUT /fhir/ServiceRequest/"));
  }

  @Test
  void whyNothingWasTakenIsTold() {
    FhirContender contender = contender(new FhirSender.SignIn("bench", "guessed"));
    assertThatThrownBy(() -> contender.round(0, 40))
        .hasMessageContaining("40 were refused")
        .hasMessageContaining("the first refusal: 403 This sign-in belongs to nobody.");
  }
}
