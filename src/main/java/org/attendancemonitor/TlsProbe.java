package org.attendancemonitor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a server shows whoever connects. It believes everybody and sends nothing: only to look.
 *
 * @param chain its own certificate first
 * @param objection why the Java platform does not take it for the address, names included; empty
 *     where it does
 */
record TlsProbe(List<X509Certificate> chain, Optional<String> objection) {

  /**
   * Connects, and closes again.
   *
   * @throws IOException where no certificate is shown
   */
  static TlsProbe of(String host, int port, Duration patience) throws IOException {
    Looking looking = new Looking();
    int millis = (int) patience.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), millis);
      plain.setSoTimeout(millis);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {looking}, null);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        SSLParameters names = socket.getSSLParameters();
        names.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(names);
        socket.startHandshake();
      } catch (IOException refused) {
        // One who asks for a certificate of ours may refuse after it has shown its own.
        if (looking.seen == null) {
          throw refused;
        }
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return looking.seen;
  }

  /** Lets the platform judge the names, as if the certificate itself were trusted. */
  private static final class Looking extends X509ExtendedTrustManager {
    private TlsProbe seen;

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      Optional<String> objection = Optional.empty();
      try {
        KeyStore itself = KeyStore.getInstance("PKCS12");
        itself.load(null, null);
        itself.setCertificateEntry("itself", chain[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(itself);
        ((X509ExtendedTrustManager) trust.getTrustManagers()[0])
            .checkServerTrusted(chain, type, socket);
      } catch (CertificateException refused) {
        objection = Optional.of(String.valueOf(refused.getMessage()));
      } catch (GeneralSecurityException | IOException unusable) {
        throw new CertificateException(unusable);
      }
      seen = new TlsProbe(List.of(chain), objection);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("only sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("only sockets");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("only servers");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("only servers");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("only servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
