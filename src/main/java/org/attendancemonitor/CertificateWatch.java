package org.attendancemonitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.configuration.ServerSettings;
import org.springframework.boot.ssl.SslBundleRegistry;

/** Looks now and then whether files of certificates were replaced. HTTPS has Spring Boot's own. */
final class CertificateWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final SslBundleRegistry bundles;
  private final List<RenewableCertificate> watched = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "certificates");
            thread.setDaemon(true);
            return thread;
          });

  CertificateWatch(SslBundleRegistry bundles) {
    this.bundles = bundles;
    long millis = EVERY.toMillis();
    looking.scheduleWithFixedDelay(
        () -> watched.forEach(RenewableCertificate::look), millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Reads a certificate, and again whenever its files change.
   *
   * @param name as health and the log tell it
   * @throws PlainErrors.CannotRunException where the files cannot be used
   */
  RenewableCertificate watch(String name, ServerSettings.Tls files) {
    RenewableCertificate certificate = RenewableCertificate.of(name, files, bundles);
    watched.add(certificate);
    return certificate;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
