package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.MllpSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a port for each feed that sends HL7 v2 over MLLP: one more copy of
 * routes/feed-mllp.camel.yaml.
 *
 * @param camel runs the routes
 * @param feeds name the ports
 */
record MllpListeners(CamelContext camel, FeedSettings feeds) {
  private static final Logger log = LoggerFactory.getLogger(MllpListeners.class);

  /**
   * Opens them.
   *
   * @throws PlainErrors.CannotRunException where one cannot be opened
   */
  void open() {
    feeds.feeds().forEach((name, feed) -> feed.mllp().ifPresent(mllp -> open(name, mllp)));
  }

  private void open(String feed, MllpSettings mllp) {
    try {
      String options = "ssl=false";
      if (mllp.tls().isPresent()) {
        String bean = "mllpTls-" + feed;
        camel.getRegistry().bind(bean, tls(mllp.tls().get()));
        options = "ssl=true&needClientAuth=true&sslContextParameters=#" + bean;
      }
      TemplatedRouteBuilder.builder(camel, "feed-mllp")
          .routeId("feed-mllp-" + feed)
          .parameter("feed", feed)
          .parameter("address", mllp.address())
          .parameter("port", mllp.port())
          .parameter("options", options)
          .add();
    } catch (Exception failure) {
      throw new PlainErrors.CannotRunException(
          "feed "
              + feed
              + " cannot listen on "
              + mllp.address()
              + ":"
              + mllp.port()
              + ": "
              + Monitor.reason(failure));
    }
    log.info("Feed {}: HL7 v2 over MLLP on {}:{}", feed, mllp.address(), mllp.port());
  }

  private static SSLContextParameters tls(MllpSettings.Tls files) throws IOException {
    String password = Files.readString(files.passwordFile()).strip();
    KeyManagersParameters own = new KeyManagersParameters();
    own.setKeyStore(store(files.keyStore().toString(), password));
    own.setKeyPassword(password);
    TrustManagersParameters senders = new TrustManagersParameters();
    senders.setKeyStore(store(files.trustStore().toString(), password));
    SSLContextParameters tls = new SSLContextParameters();
    tls.setKeyManagers(own);
    tls.setTrustManagers(senders);
    return tls;
  }

  private static KeyStoreParameters store(String file, String password) {
    KeyStoreParameters store = new KeyStoreParameters();
    store.setType("PKCS12");
    store.setResource("file:" + file);
    store.setPassword(password);
    return store;
  }
}
