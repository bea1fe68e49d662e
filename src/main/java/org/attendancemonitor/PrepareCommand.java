package org.attendancemonitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Starts the service once, alone, so that the Java machine can note which classes a start needs:
 * the launcher keeps what it noted, and later starts take half the time.
 *
 * <p>Nothing of the site's is touched: an empty store and a broker in a throw-away folder, free
 * ports of loopback, one feed without a way in, no route started, and none of the keys by which
 * Spring Boot would open or call anything.
 */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Starts once, alone and on a throw-away folder, so that later starts are quick.",
      "The launcher calls it after an upgrade; call it yourself before you stop the old version."
    })
final class PrepareCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path scratch = Files.createTempDirectory("attendance-prepare");
    System.setProperty("spring.config.location", "optional:file:" + scratch + "/");
    System.setProperty("spring.main.banner-mode", "off");
    System.setProperty("logging.level.root", "off");
    Configuration configuration =
        alone(BenchConfiguration.of(Configuration.load(Folders.CONFIG), scratch));
    try (Monitor monitor =
        Monitor.start(configuration, Monitor.Extent.REHEARSAL, onLoopback(configuration))) {
      ask("http://127.0.0.1:" + monitor.port(), "/sign-in", "/fhir/metadata");
      ask("http://127.0.0.1:" + monitor.managementPort() + "/actuator", "/health", "/prometheus");
    } finally {
      ThrowAway.delete(scratch);
    }
    spec.commandLine().getOut().println("Prepared: the next starts are quick.");
    return 0;
  }

  /** One feed that nobody can send by: no port, no folder, no server that is asked. */
  private static Configuration alone(Configuration configuration) {
    FeedSettings usual = configuration.settings(FeedSettings.class);
    FeedSettings.Feed feed = usual.feed(FeedSettings.DEFAULT);
    FeedSettings.Feed closed =
        new FeedSettings.Feed(
            feed.source(),
            List.of(),
            feed.sourceTime(),
            feed.groupStatus(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return configuration.with(
        new FeedSettings(Map.of(FeedSettings.DEFAULT, closed), usual.codes(), usual.limits()));
  }

  private static Map<String, Object> onLoopback(Configuration configuration) {
    return Map.of(
        // The routes name it.
        "attendance.intake.batchSize",
        configuration.settings(ServerSettings.class).intake().batchSize(),
        "server.address",
        "127.0.0.1",
        "server.port",
        0,
        "management.server.address",
        "127.0.0.1",
        "management.server.port",
        0,
        "server.ssl.enabled",
        false,
        "management.server.ssl.enabled",
        false,
        "management.endpoints.web.exposure.include",
        "health,prometheus",
        "management.health.jms.enabled",
        false,
        "camel.main.routes-include-pattern",
        "file:routes/*.camel.yaml");
  }

  private static void ask(String base, String... paths) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    for (String path : paths) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString())
              .statusCode();
      if (status != 200) {
        throw new CannotRunException("prepare: " + path + " answers " + status);
      }
    }
  }
}
