package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.access.TokenUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of this program's own, from a real provider. */
class SystemTokenTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SetClock clock = new SetClock(NOW);
  private final int port = ScratchHome.freePort();
  private Path secret;
  private OpenIdProvider provider;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    secret = folder.resolve("secret");
    Files.writeString(secret, OpenIdProvider.SYSTEM_SECRET + "\n");
    provider = OpenIdProvider.start(port, "http://127.0.0.1:1/sign-in/back/site");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private SystemToken token(boolean discovered) {
    String issuer = OpenIdProvider.issuer(port);
    return new SystemToken(
        new SystemToken.Terms(
            discovered ? Optional.of(issuer) : Optional.empty(),
            discovered ? Optional.empty() : Optional.of(issuer + "/oauth2/token"),
            OpenIdProvider.SYSTEM,
            secret,
            List.of("attendance-feed")),
        clock,
        PATIENCE);
  }

  @Test
  void itIsKeptUntilShortlyBeforeItEnds() throws Exception {
    SystemToken token = token(true);

    String first = token.value();
    clock.set(NOW.plusSeconds(265));
    assertThat(token.value()).isEqualTo(first);
    clock.set(NOW.plusSeconds(275));
    assertThat(token.value()).as("shortly before its five minutes are over").isNotEqualTo(first);
  }

  @Test
  void oneThatWasRefusedIsReplacedOnce() throws Exception {
    SystemToken token = token(false);
    String first = token.value();

    token.refused(first);
    String second = token.value();
    token.refused(first);

    assertThat(second).isNotEqualTo(first);
    assertThat(token.value()).isEqualTo(second);
  }

  @Test
  void manyWhoAskAtOnceGetOne() throws Exception {
    SystemToken token = token(false);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asked.add(threads.submit(token::value));
    }
    Set<String> values = new HashSet<>();
    for (Future<String> one : asked) {
      values.add(one.get());
    }
    threads.shutdown();

    assertThat(values).hasSize(1);
  }

  @Test
  void aProviderThatWasAwayIsAskedAgain() throws Exception {
    provider.close();
    SystemToken discovering = token(true);
    SystemToken direct = token(false);
    assertThatThrownBy(discovering::value)
        .isInstanceOf(TokenUnavailableException.class)
        .hasMessage("the provider of tokens does not describe itself");
    assertThatThrownBy(direct::value)
        .isInstanceOf(TokenUnavailableException.class)
        .hasMessage("no token: invalid_token_response");

    provider = OpenIdProvider.start(port, "http://127.0.0.1:1/sign-in/back/site");

    assertThat(discovering.value()).isNotEmpty();
    assertThat(direct.value()).isNotEmpty();
  }

  @Test
  void aSecretThatIsPutRightCountsAtOnceAndIsNeverTold() throws Exception {
    Files.writeString(secret, "not the secret");
    SystemToken token = token(false);
    assertThatThrownBy(token::value)
        .isInstanceOf(TokenUnavailableException.class)
        .hasMessage("no token: status 401")
        .hasNoCause();

    Files.writeString(secret, OpenIdProvider.SYSTEM_SECRET);

    assertThat(token.value()).isNotEmpty();
    assertThat(token.toString()).doesNotContain(token.value());
  }
}
