package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-feed --connect} where HTTP and the queue have certificates. */
class ConnectionTlsTest {
  @TempDir static Path folder;

  @Test
  void signs_in_by_https_and_to_the_queue_only_where_the_name_is_right() throws Exception {
    Certificates files = Certificates.make(folder);
    files.renew("good", "-ext", "san=ip:127.0.0.1", "-validity", "365");
    Configuration configuration =
        WholeMonitor.configuration(
            folder.resolve("data"),
            Map.of(
                "attendance.broker.tls.keyStore",
                files.service().toString(),
                "attendance.broker.tls.passwordFile",
                files.password().toString()));
    String bundle = "spring.ssl.bundle.jks.web.keystore.";
    Map<String, Object> tls =
        Map.of(
            "server.ssl.bundle",
            "web",
            bundle + "location",
            "file:" + files.service(),
            bundle + "password",
            Certificates.PASSWORD);
    try (WholeMonitor monitor = WholeMonitor.start(configuration, tls, Clock.systemUTC())) {
      StringBuilder yaml = new StringBuilder("server.port: " + monitor.monitor().port() + "\n");
      yaml.append("server.address: 127.0.0.1\n");
      tls.forEach((key, value) -> yaml.append(key).append(": \"").append(value).append("\"\n"));
      WebAddress web =
          WebAddress.of(Files.writeString(folder.resolve("application.yaml"), yaml.toString()));
      assertThat(found(configuration, web, Optional.empty())).isEmpty();
      assertThat(found(configuration, web, Optional.of("localhost")))
          .containsExactlyInAnyOrder(
              "certificate-name HTTPS",
              "sign-in-untried HTTPS",
              "certificate-name queue",
              "sign-in-untried queue");
    }
  }

  private static List<String> found(
      Configuration configuration, WebAddress web, Optional<String> name) throws Exception {
    TriedSignIn signIn = new TriedSignIn(WholeMonitor.FEED, WholeMonitor.PASSWORD);
    return new ConnectionCheck(configuration, web, name, Optional.of(signIn), Clock.systemUTC())
        .look("default").findings().stream()
            .flatMap(
                one ->
                    one.places().stream()
                        .map(place -> one.rule().word() + " " + place.split(" ")[0]))
            .toList();
  }
}
