package org.attendancemonitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.configuration.ServerSettings;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * What the files of a way in hold now.
 *
 * @param own the certificate that is to be shown, with its key
 * @param trusted whom senders' certificates are signed by; empty where none is asked for
 */
record KeptCertificates(Optional<X509Certificate> own, List<X509Certificate> trusted) {

  /** Of MLLP or the broker. */
  static KeptCertificates of(ServerSettings.Tls files)
      throws IOException, GeneralSecurityException {
    char[] password = Files.readString(files.passwordFile()).strip().toCharArray();
    KeyStore trust =
        files.trustStore().isPresent() ? load(files.trustStore().get(), password) : null;
    return of(load(files.keyStore(), password), trust);
  }

  /** Of HTTPS. */
  static KeptCertificates of(SslStoreBundle stores) throws KeyStoreException {
    return of(stores.getKeyStore(), stores.getTrustStore());
  }

  private static KeptCertificates of(KeyStore keys, KeyStore trust) throws KeyStoreException {
    X509Certificate own = null;
    for (String alias : Collections.list(keys.aliases())) {
      if (own == null && keys.isKeyEntry(alias)) {
        own = (X509Certificate) keys.getCertificate(alias);
      }
    }
    List<X509Certificate> trusted = new ArrayList<>();
    if (trust != null) {
      for (String alias : Collections.list(trust.aliases())) {
        if (trust.getCertificate(alias) instanceof X509Certificate one) {
          trusted.add(one);
        }
      }
    }
    return new KeptCertificates(Optional.ofNullable(own), List.copyOf(trusted));
  }

  private static KeyStore load(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }
}
