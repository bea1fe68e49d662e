package org.attendancemonitor;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole service within the process of a test, on free ports, spoken to through its doors. */
final class WholeMonitor implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Signs in for the feed of the record system. */
  static final String FEED = "epr-feed";

  /** Signs in as a clinician. */
  static final String CLINICIAN = "anna";

  /** Of everybody. */
  static final String PASSWORD = "correct horse battery staple";

  private final Monitor monitor;
  private final int broker;

  private WholeMonitor(Monitor monitor, int broker) {
    this.monitor = monitor;
    this.broker = broker;
  }

  /** Starts with the configuration shipped, with other values for some keys. */
  static WholeMonitor start(Path data, Map<String, String> overrides, Clock clock)
      throws IOException {
    return start(configuration(data, overrides), Map.of(), clock);
  }

  /** Starts with a configuration whose ports are free ones. */
  static WholeMonitor start(
      Configuration configuration, Map<String, Object> properties, Clock clock) throws IOException {
    Map<String, Object> all = new HashMap<>(properties);
    all.putIfAbsent("server.port", 0);
    all.putIfAbsent("management.server.port", 0);
    Monitor monitor = Monitor.start(configuration, Monitor.Extent.WHOLE, all, clock);
    Users users = monitor.part(Users.class);
    String hash = new Passwords().hash(PASSWORD);
    users.add(new User(FEED, hash, Set.of("feed"), null, null));
    users.add(new User(CLINICIAN, hash, Set.of("clinician"), null, null));
    return new WholeMonitor(monitor, configuration.settings(ServerSettings.class).broker().port());
  }

  /** The configuration shipped, with a data folder, free ports and other values for some keys. */
  static Configuration configuration(Path data, Map<String, String> overrides) {
    Map<String, String> all = new TreeMap<>(overrides);
    all.put("attendance.data", data.toString());
    all.putIfAbsent("attendance.broker.port", Integer.toString(ScratchHome.freePort()));
    return Configuration.load(Path.of("config"), Map.of(), all);
  }

  Monitor monitor() {
    return monitor;
  }

  /** The record, for reading. */
  JdbcTemplate record() {
    return new JdbcTemplate(monitor.part(Store.class).reader());
  }

  /** The record, for what only a test does to it. */
  JdbcTemplate tampering() {
    return new JdbcTemplate(monitor.part(Store.class).writer());
  }

  HttpResponse<String> put(String type, String id, String json) {
    return send(FEED, "PUT", "/fhir/" + type + "/" + id, json);
  }

  HttpResponse<String> post(String json) {
    return send(FEED, "POST", "/fhir", json);
  }

  /** Calls a service of CDS Hooks. */
  HttpResponse<String> hook(String user, String service, String json) {
    return send(user, "POST", "/cds-services/" + service, json);
  }

  HttpResponse<String> get(String user, String path) {
    return send(user, "GET", path, "");
  }

  /** Someone who may sign in, with the password of all tests. */
  void user(String name, String role, String registration) {
    String hash = new Passwords().hash(PASSWORD);
    if (!monitor.part(Users.class).add(new User(name, hash, Set.of(role), null, registration))) {
      throw new IllegalArgumentException("there is a user " + name + " already");
    }
  }

  /** Asks as somebody; headers are names and values in turn. */
  HttpResponse<String> post(String user, String path, String json, String... headers) {
    return send(user, "POST", path, json, headers);
  }

  /** Sends something as somebody; headers are names and values in turn. */
  HttpResponse<String> send(
      String user, String method, String path, String json, String... headers) {
    String pair = user + ":" + PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitor.port() + path))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return answer(request.build());
  }

  /** Asks the management port. */
  HttpResponse<String> management(String path) {
    return answer(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + monitor.managementPort() + "/actuator" + path))
            .timeout(Duration.ofSeconds(90))
            .build());
  }

  private static HttpResponse<String> answer(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Sends messages to the queue in one transaction, so that they arrive together. */
  void queue(List<String> messages) throws JMSException {
    try (QueueSender sender = sender()) {
      sender.send(messages);
    }
  }

  /** A sender that has signed in to the broker. */
  QueueSender sender() throws JMSException {
    return new QueueSender(broker);
  }

  /** A sender with an open connection to the broker. */
  static final class QueueSender implements AutoCloseable {
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;

    private QueueSender(int broker) throws JMSException {
      factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker);
      connection = factory.createConnection(FEED, PASSWORD);
      session = connection.createSession(true, Session.SESSION_TRANSACTED);
      producer = session.createProducer(session.createQueue("attendance.events"));
    }

    /** Sends messages in one transaction. */
    void send(List<String> messages) throws JMSException {
      for (String message : messages) {
        producer.send(session.createTextMessage(message));
      }
      session.commit();
    }

    /** Sends one message of bytes. */
    void send(byte[] message) throws JMSException {
      BytesMessage bytes = session.createBytesMessage();
      bytes.writeBytes(message);
      producer.send(bytes);
      session.commit();
    }

    @Override
    public void close() throws JMSException {
      connection.close();
      factory.close();
    }
  }

  /** Messages that wait in the queue of events. */
  long waiting() {
    return monitor.part(BrokerWiring.BrokerLink.class).waiting("attendance.events");
  }

  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
