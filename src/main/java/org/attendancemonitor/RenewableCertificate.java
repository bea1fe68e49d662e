package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.attendancemonitor.configuration.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/**
 * A key with its certificate, and whom it trusts, in files that are replaced now and then. New
 * connections get what was read last; open ones stay. Files that cannot be used change nothing. It
 * is a bundle of Spring Boot's too, whose health says until when each certificate counts.
 */
final class RenewableCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(RenewableCertificate.class);

  private final String name;
  private final ServerSettings.Tls files;
  private final SslBundleRegistry bundles;
  private final CurrentSslContext context;
  private String seen;

  private RenewableCertificate(
      String name,
      ServerSettings.Tls files,
      SslBundleRegistry bundles,
      SSLContext first,
      String seen) {
    this.name = name;
    this.files = files;
    this.bundles = bundles;
    this.context = new CurrentSslContext(first);
    this.seen = seen;
  }

  /**
   * Reads it for the first time.
   *
   * @param name as health and the log tell it
   * @throws PlainErrors.CannotRunException where the files cannot be used
   */
  static RenewableCertificate of(String name, ServerSettings.Tls files, SslBundleRegistry bundles) {
    try {
      String seen = stamp(files);
      SslBundle bundle = load(files);
      SSLContext first = bundle.createSslContext();
      bundles.registerBundle(name, bundle);
      return new RenewableCertificate(name, files, bundles, first, seen);
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      throw new PlainErrors.CannotRunException(
          "the certificate of " + name + " cannot be used: " + Monitor.reason(unusable));
    }
  }

  /** Whoever connects from now on is shown what was read last. */
  SSLContext context() {
    return context;
  }

  /** Reads the files again where they have changed. */
  synchronized void look() {
    String now = stamp(files);
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      SslBundle bundle = load(files);
      context.become(bundle.createSslContext());
      bundles.updateBundle(name, bundle);
      LOG.info("The certificate of {} was renewed", name);
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      LOG.error(
          "The new certificate of {} cannot be used ({}): the one before stays",
          name,
          Monitor.reason(unusable));
    }
  }

  private static SslBundle load(ServerSettings.Tls files)
      throws IOException, GeneralSecurityException {
    String password = password(files);
    JksSslStoreBundle stores =
        new JksSslStoreBundle(
            store(files.keyStore(), password),
            files.trustStore().map(path -> store(path, password)).orElse(null));
    KeyStore own = stores.getKeyStore();
    for (String alias : Collections.list(own.aliases())) {
      if (own.isKeyEntry(alias)) {
        return SslBundle.of(stores);
      }
    }
    throw new GeneralSecurityException("there is no key in it");
  }

  private static JksSslStoreDetails store(Path file, String password) {
    return new JksSslStoreDetails("PKCS12", null, "file:" + file.toAbsolutePath(), password);
  }

  private static String password(ServerSettings.Tls files) throws IOException {
    return Files.readString(files.passwordFile()).strip();
  }

  /** Changes when one of the files does. */
  private static String stamp(ServerSettings.Tls files) {
    List<Path> all = new ArrayList<>(List.of(files.keyStore(), files.passwordFile()));
    files.trustStore().ifPresent(all::add);
    StringBuilder stamp = new StringBuilder();
    for (Path file : all) {
      try {
        stamp.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
      } catch (IOException gone) {
        stamp.append("gone");
      }
      stamp.append(' ');
    }
    return stamp.toString();
  }
}
