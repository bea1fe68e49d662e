package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The running program: owns the data folder and everything that was started for it. */
final class Monitor implements AutoCloseable {
  /** Spring profile of what only a whole service has. */
  static final String WHOLE_PROFILE = "whole";

  /** A page is answered whole or not at all: half a list would look like a short one. */
  private static final String WHOLE_PAGES =
      "spring.thymeleaf.servlet.produce-partial-output-while-processing=false";

  /** What health says about room on the disk is about the disk that matters. */
  private static final String OWN_DISK = "management.health.diskspace.path=";

  /** Style sheets are asked for again after a while only. */
  private static final String KEPT_STYLES = "spring.web.resources.cache.cachecontrol.max-age=1h";

  /** What is started: everything, or only what a command needs that records beside no service. */
  enum Extent {
    WHOLE(
        Set.of(
            "events",
            "feed-queue",
            "feed-fhir",
            "feed-files",
            "clock",
            "tasks",
            "equity",
            "nodes",
            "alike",
            "audit",
            "live-figures")),
    RECORD_ONLY(Set.of("events", "feed-files")),
    /** Everything is put together; no route is started, so nothing is taken from anybody. */
    REHEARSAL(Set.of());

    private final Set<String> routes;

    Extent(Set<String> routes) {
      this.routes = routes;
    }
  }

  /**
   * These print the text of a failure, and that of a database quotes the row: the intake says
   * itself what failed, without the row.
   */
  private static final String[] SILENT = {
    "logging.level.org.apache.camel.processor.errorhandler=off",
    "logging.level.org.apache.camel.component.scheduler.SchedulerConsumer=off",
    "logging.level.org.apache.camel.component.file.GenericFileOnCompletion=off",
    "logging.level.org.apache.camel.spring.spi.TransactionErrorHandler=off",
    "logging.level.org.springframework.transaction.support.TransactionTemplate=off",
    // The parser of HL7 v2 misses message structures, which nothing here needs.
    "logging.level.ca.uhn.hl7v2.VersionLogger=error",
    // A page that fails quotes what it was about to show; the room of the pages names the failure.
    "logging.level.org.thymeleaf.TemplateEngine=off",
    "logging.level.org.apache.catalina.core.ContainerBase=off",
    "logging.level.org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver=error",
    // What cannot start is told once, in one line.
    "logging.level.org.springframework.boot.SpringApplication=off",
    "logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter=off",
    "logging.level.org.springframework.boot.web.server.servlet.context=error",
    "logging.level.org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers=off",
    "logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext=error"
  };

  private final ConfigurableApplicationContext context;
  private final DataFolder folder;
  private Runnable afterClose = () -> {};

  private Monitor(ConfigurableApplicationContext context, DataFolder folder) {
    this.context = context;
    this.folder = folder;
  }

  /**
   * Starts.
   *
   * @param configuration checked settings
   * @param extent what to start
   * @param properties Spring properties that win over the configuration file
   * @throws CannotRunException with one line that says why it cannot start
   */
  static Monitor start(Configuration configuration, Extent extent, Map<String, Object> properties)
      throws IOException {
    return start(configuration, extent, properties, clock(configuration));
  }

  /** Starts with a clock of the caller's. */
  static Monitor start(
      Configuration configuration, Extent extent, Map<String, Object> properties, Clock clock)
      throws IOException {
    ServerSettings settings = configuration.settings(ServerSettings.class);
    DataFolder folder = own(settings.data());
    FolderContents contents = new FolderContents(folder.path(), settings);
    ConfigurableApplicationContext context = null;
    try {
      contents.check();
      context = run(configuration, extent, properties, folder, clock);
      checkRoutes(context.getBean(CamelContext.class), extent);
      if (extent != Extent.REHEARSAL) {
        openDoors(context);
        contents.note();
      }
      return new Monitor(context, folder);
    } catch (RuntimeException | IOException failure) {
      if (context != null) {
        context.close();
      }
      folder.close();
      throw failure instanceof CannotRunException told
          ? told
          : new CannotRunException("cannot start: " + reason(failure));
    }
  }

  private static void openDoors(ConfigurableApplicationContext context) {
    context.getBeanProvider(FeedQueues.class).ifAvailable(FeedQueues::open);
    context.getBeanProvider(MllpListeners.class).ifAvailable(MllpListeners::open);
    context.getBeanProvider(WatchedFolders.class).ifAvailable(WatchedFolders::open);
    context.getBeanProvider(FollowedByServer.class).ifAvailable(FollowedByServer::open);
  }

  private static DataFolder own(Path data) {
    if (RestoreRun.isCutOff(data)) {
      throw new CannotRunException(
          "a restore into " + data + " was cut off: delete what is in it, and restore again");
    }
    try {
      return DataFolder.own(data)
          .orElseThrow(
              () ->
                  new CannotRunException(
                      "the data folder " + data + " is in use by " + DataFolder.owner(data)));
    } catch (IOException failure) {
      throw new CannotRunException("the data folder " + data + " cannot be used: " + failure);
    }
  }

  private static ConfigurableApplicationContext run(
      Configuration configuration,
      Extent extent,
      Map<String, Object> properties,
      DataFolder folder,
      Clock clock) {
    Map<String, Object> all = new HashMap<>(properties);
    if (extent == Extent.RECORD_ONLY) {
      // Nobody asks after its health, and it has no broker to ask.
      all.putIfAbsent("management.endpoint.health.validate-group-membership", false);
      all.putIfAbsent(
          "camel.main.routes-include-pattern",
          "file:routes/events.camel.yaml,file:routes/feed-files.camel.yaml");
    }
    if (extent == Extent.REHEARSAL) {
      all.put("camel.main.auto-startup", false);
    }
    boolean whole = extent != Extent.RECORD_ONLY;
    return new SpringApplicationBuilder(Wiring.class)
        .profiles(whole ? WHOLE_PROFILE : "record-only")
        .web(whole ? WebApplicationType.SERVLET : WebApplicationType.NONE)
        .registerShutdownHook(false)
        .logStartupInfo(false)
        .properties(SILENT)
        .properties(WHOLE_PAGES, KEPT_STYLES)
        .properties(OWN_DISK + folder.path())
        .initializers(
            (ConfigurableApplicationContext started) -> {
              var source = new org.springframework.core.env.MapPropertySource("command", all);
              started.getEnvironment().getPropertySources().addFirst(source);
              started.getBeanFactory().registerSingleton("configuration", configuration);
              started.getBeanFactory().registerSingleton("dataFolder", folder);
              started.getBeanFactory().registerSingleton("clock", clock);
            })
        .run();
  }

  /** The clock of the machine, or one whose date the configuration pins. */
  static Clock clock(Configuration configuration) {
    Optional<FastClock> trial = FastClock.ofTrial();
    if (trial.isPresent()) {
      return trial.get();
    }
    return configuration
        .settings(ServerSettings.class)
        .today()
        .map(Monitor::pinned)
        .orElseGet(Clock::systemUTC);
  }

  /** A clock that goes on from the time of day of now on a fixed date. */
  private static Clock pinned(LocalDate today) {
    Instant now = Clock.systemUTC().instant();
    LocalTime time = now.atZone(Assembly.LONDON).toLocalTime();
    Instant wanted = today.atTime(time).atZone(Assembly.LONDON).toInstant();
    return Clock.offset(Clock.systemUTC(), Duration.between(now, wanted));
  }

  private static void checkRoutes(CamelContext camel, Extent extent) {
    List<String> missing = new ArrayList<>();
    for (String route : extent.routes) {
      if (camel.getRoute(route) == null
          || !camel.getRouteController().getRouteStatus(route).isStarted()) {
        missing.add(route);
      }
    }
    if (!missing.isEmpty()) {
      missing.sort(null);
      throw new CannotRunException(
          "cannot start: the folder routes/ lacks the route"
              + (missing.size() == 1 ? " " : "s ")
              + String.join(", ", missing));
    }
  }

  /** The innermost reason that says enough, as one line. */
  static String reason(Throwable failure) {
    Throwable at = failure;
    while (!(at instanceof PortInUseException) && at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    String text = at.getMessage() == null ? at.getClass().getName() : at.getMessage();
    return text.lines().findFirst().orElse(text);
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  <T> T part(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** Runs after everything has stopped. */
  void onClose(Runnable last) {
    afterClose = last;
  }

  /** The port the pages and the API answer on. */
  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** The port health and metrics answer on. */
  int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  @Override
  public void close() throws IOException {
    context.close();
    folder.close();
    afterClose.run();
  }

  /** Blocks until the process is told to stop, then stops in order and ends it with code 0. */
  void serveUntilStopped() throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  int code = 0;
                  try {
                    close();
                  } catch (IOException | RuntimeException failure) {
                    code = 1;
                  }
                  Runtime.getRuntime().halt(code);
                },
                "stop"));
    new java.util.concurrent.CountDownLatch(1).await();
  }
}
