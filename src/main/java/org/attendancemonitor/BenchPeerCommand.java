package org.attendancemonitor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The bare Camel route of {@code bench peers}; started by it, of no use to people. */
@Command(name = "bench-peer", hidden = true, description = "The bare route of bench peers.")
final class BenchPeerCommand implements Callable<Integer> {
  /** Name of the environment variable that carries the sender's password. */
  static final String PASSWORD = "ATTENDANCE_BENCH_PASSWORD";

  /** The file of its table, in the data folder. */
  static final String FILE = "bare.db";

  @Spec private CommandSpec spec;

  @Option(names = "--consumers", required = true)
  private int consumers;

  /** The benchmark's sender, and nobody else. */
  private record OnlySender(String password) implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication attempt) {
      if (attempt.getName().equals(BenchFrame.USER)
          && String.valueOf(attempt.getCredentials()).equals(password)) {
        return UsernamePasswordAuthenticationToken.authenticated(
            attempt.getName(), null, List.of(new SimpleGrantedAuthority("ROLE_FEED")));
      }
      throw new BadCredentialsException("not the sender of the benchmark");
    }

    @Override
    public boolean supports(Class<?> kind) {
      return true;
    }
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Configuration.load(Folders.CONFIG);
    ServerSettings settings = configuration.settings(ServerSettings.class);
    QueueSenders senders = new QueueSenders(configuration.settings(FeedSettings.class));
    String password = Objects.toString(System.getenv(PASSWORD), "");
    String internal = ControlFile.newToken();
    Path data = settings.data();
    Files.createDirectories(data);
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            data.resolve("broker"),
            settings.broker(),
            null,
            settings.queuesOut().expiry(),
            senders,
            new BrokerSecurity(new OnlySender(password), senders, internal));
    try (BareTable table = new BareTable(data.resolve(FILE));
        ActiveMQConnectionFactory inside =
            new ActiveMQConnectionFactory("vm://0", BrokerSecurity.INTERNAL_USER, internal);
        DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addComponent("jms", transacted(inside));
      camel.addRoutes(new BareRoute(table));
      camel.start();
      spec.commandLine().getOut().println("The bare route is ready");
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await();
      return 0;
    } finally {
      broker.close();
    }
  }

  /** A session a consumer, kept open; what fails comes again. */
  private JmsComponent transacted(ActiveMQConnectionFactory connections) {
    JmsConfiguration how = new JmsConfiguration(connections);
    how.setTransacted(true);
    how.setLazyCreateTransactionManager(false);
    how.setCacheLevelName("CACHE_CONSUMER");
    how.setConcurrentConsumers(consumers);
    return new JmsComponent(how);
  }
}
