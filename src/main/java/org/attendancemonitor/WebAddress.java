package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Where the service answers HTTP, by Spring Boot's own keys: they are bound as it binds them.
 *
 * @param host as configured; may be empty, which means every address
 * @param port as configured
 * @param tls its certificates, where it ends TLS itself
 * @param asks for senders' certificates, and lets nobody in without
 */
record WebAddress(String host, int port, Optional<SslBundle> tls, boolean asks) {

  /**
   * Reads it.
   *
   * @param file application.yaml; what the command line and the environment say goes before it
   * @throws RuntimeException where the certificates cannot be used
   */
  static WebAddress of(Path file) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("application", new FileSystemResource(file))
        .forEach(environment.getPropertySources()::addLast);
    ConfigurationPropertySources.attach(environment);
    Binder binder = Binder.get(environment);
    Ssl ssl = binder.bind("server.ssl", Ssl.class).orElse(null);
    return new WebAddress(
        binder.bind("server.address", String.class).orElse(""),
        binder.bind("server.port", Integer.class).orElse(8080),
        Ssl.isEnabled(ssl) ? Optional.of(bundle(ssl, binder)) : Optional.empty(),
        ssl != null && ssl.getClientAuth() == Ssl.ClientAuth.NEED);
  }

  private static SslBundle bundle(Ssl ssl, Binder binder) {
    if (ssl.getBundle() == null) {
      return WebServerSslBundle.get(ssl);
    }
    SslProperties.Bundles bundles =
        binder.bind("spring.ssl", SslProperties.class).orElseGet(SslProperties::new).getBundle();
    var jks = bundles.getJks().get(ssl.getBundle());
    var pem = bundles.getPem().get(ssl.getBundle());
    if (jks == null && pem == null) {
      throw new IllegalArgumentException("there is no bundle " + ssl.getBundle());
    }
    return jks != null ? PropertiesSslBundle.get(jks) : PropertiesSslBundle.get(pem);
  }
}
