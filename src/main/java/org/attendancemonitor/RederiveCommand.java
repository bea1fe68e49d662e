package org.attendancemonitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.intake.RoutedIntake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Derives everything again from the facts, through the running service or alone. */
@Command(
    name = "rederive",
    mixinStandardHelpOptions = true,
    description = "Derives flags, tasks and figures again from the facts, at a pace.")
final class RederiveCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = folders.configuration();
    Path data = configuration.settings(ServerSettings.class).data();
    Optional<ControlFile> running =
        DataFolder.isOwned(data) ? ControlFile.read(data) : Optional.empty();
    String done;
    if (running.isPresent()) {
      ask(running.get());
      done = "everyone is assessed again within the next minutes";
    } else {
      try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of())) {
        monitor.part(Rederivation.class).everyoneNow(monitor.part(RoutedIntake.class));
      }
      done = "everyone was assessed again";
    }
    spec.commandLine().getOut().println(done);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static void ask(ControlFile service) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(service.address() + "/control/rederive"))
                    .header(ControlApi.TOKEN, service.token())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 202) {
      throw new CannotRunException("the service answered " + answer.statusCode());
    }
  }
}
