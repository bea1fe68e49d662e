package org.attendancemonitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the running service to derive everything again from the facts. */
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
    ControlFile control =
        ControlFile.read(configuration.settings(ServerSettings.class).data())
            .orElseThrow(
                () ->
                    new CannotRunException("no service runs on this data folder; start it first"));
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(control.address() + "/control/rederive"))
                    .header(ControlApi.TOKEN, control.token())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 202) {
      throw new CannotRunException("the service answered " + answer.statusCode());
    }
    spec.commandLine().getOut().println("everyone is assessed again within the next minutes");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
