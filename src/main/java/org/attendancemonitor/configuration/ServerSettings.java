package org.attendancemonitor.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The keys under {@code attendance:} of {@code application.yaml}: what the running service needs
 * besides Spring Boot's own keys.
 *
 * @param data the data folder, owned by one process
 * @param today pins the date for demonstrations and checks; never in production
 * @param tlsTerminatedBy names the proxy that ends TLS in front of this service, if one does
 * @param historyHorizon what is older than this at its first receipt is history: it opens no task
 * @param store where facts are kept
 * @param broker where events arrive
 * @param intake sizes of batches and lanes
 * @param queuesOut whether tasks and flags are sent to queues
 * @param deprivation the reference data of deprivation
 * @param openId the site's own sign-in, if it has one
 * @param tokens whose tokens systems may show, if anybody's
 * @param audit where the ends of the audit trails are noted
 * @param writeBack the EPR's server that is told of tasks and flags, if one is
 */
public record ServerSettings(
    Path data,
    Optional<LocalDate> today,
    Optional<String> tlsTerminatedBy,
    Duration historyHorizon,
    Store store,
    Broker broker,
    Intake intake,
    QueuesOut queuesOut,
    Deprivation deprivation,
    Optional<OpenIdSettings> openId,
    Optional<TokenSettings> tokens,
    Optional<Audit> audit,
    Optional<WriteBackSettings> writeBack) {

  /**
   * The audit trails.
   *
   * @param headFolder where the end of each trail is noted daily, outside of the database; without
   *     it, {@code audit-heads} in the data folder
   */
  public record Audit(Optional<Path> headFolder) {}

  /** Where the ends of the audit trails are noted. */
  public Path headFolder() {
    return audit.flatMap(Audit::headFolder).orElse(data.resolve("audit-heads"));
  }

  /**
   * The store: SQLite in the data folder, or PostgreSQL.
   *
   * @param url a {@code jdbc:postgresql:} address, or empty for SQLite
   * @param user of PostgreSQL
   * @param passwordFile a file that holds nothing but the password
   * @param readers connections that only read
   */
  public record Store(
      String url, Optional<String> user, Optional<String> passwordFile, int readers) {
    public Store {
      if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "url: expected nothing, or jdbc:postgresql://..., found another kind of address");
      }
      within("readers", readers, 1, 64);
    }
  }

  /**
   * The message broker.
   *
   * @param embedded started inside this process; otherwise {@code url} names one
   * @param host the address an embedded broker listens on
   * @param port the port an embedded broker listens on; 0 takes a free one
   * @param url of an external broker, as Artemis writes it
   * @param user of the broker
   * @param passwordFile a file that holds nothing but the password
   * @param feedQueues whether an external broker has the queue of each feed, too; an embedded one
   *     has
   * @param tls how an embedded broker shows who it is; may be absent on loopback
   */
  public record Broker(
      boolean embedded,
      String host,
      int port,
      Optional<String> url,
      Optional<String> user,
      Optional<Path> passwordFile,
      Optional<Boolean> feedQueues,
      Optional<Tls> tls) {
    public Broker {
      within("port", port, 0, 65535);
      if (!embedded && url.isEmpty()) {
        throw new IllegalArgumentException(
            "url: expected the address of a broker, because embedded is false, found nothing");
      }
    }
  }

  /**
   * Certificates of the embedded broker. Files that are replaced are read again.
   *
   * @param keyStore PKCS12 file with its key and certificate
   * @param trustStore PKCS12 file with what senders' certificates are signed by; absent: they show
   *     none, and sign in with their password alone
   * @param passwordFile a file that holds nothing but the password of both
   */
  public record Tls(Path keyStore, Optional<Path> trustStore, Path passwordFile) {}

  /**
   * The intake.
   *
   * @param batchSize most events in one transaction
   * @param lanes how many may wait in each lane
   */
  public record Intake(int batchSize, Lanes lanes) {
    public Intake {
      within("batchSize", batchSize, 1, 5000);
    }
  }

  /**
   * Capacities of the lanes; what finds its lane full is told to come again.
   *
   * @param people what persons decide
   * @param live feeds
   * @param clock re-assessments that have fallen due
   * @param history loads
   */
  public record Lanes(int people, int live, int clock, int history) {
    public Lanes {
      within("people", people, 1, 100_000);
      within("live", live, 1, 100_000);
      within("clock", clock, 1, 100_000);
      within("history", history, 1, 100_000);
    }
  }

  /**
   * The queues {@code attendance.tasks} and {@code attendance.flags}.
   *
   * @param enabled whether anything is sent
   * @param expiry unread messages are dropped after this time
   */
  public record QueuesOut(boolean enabled, Duration expiry) {
    public QueuesOut {
      between("expiry", expiry, Duration.ofMinutes(1), Duration.ofDays(92));
    }
  }

  /**
   * Where areas and their deprivation come from.
   *
   * @param edition 2019 (areas of 2011) or 2025 (areas of 2021)
   * @param folder of the reference files
   * @param postcodes the user's table of postcodes and areas (ONSPD or NSPL), if there is one
   */
  public record Deprivation(int edition, Path folder, Optional<Path> postcodes) {
    public Deprivation {
      if (edition != 2019 && edition != 2025) {
        throw new IllegalArgumentException("edition: expected 2019 or 2025, found " + edition);
      }
    }
  }

  public ServerSettings {
    between("historyHorizon", historyHorizon, Duration.ofDays(1), Duration.ofDays(366));
  }

  private static void within(String component, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          component + ": expected a whole number from " + low + " to " + high + ", found " + value);
    }
  }

  private static void between(String component, Duration value, Duration low, Duration high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          component + ": expected a duration from " + low + " to " + high + ", found " + value);
    }
  }
}
