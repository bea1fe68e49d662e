package org.attendancemonitor;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.netty.NettyComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.attendancemonitor.configuration.ServerSettings;
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
 * @param certificates of those that have one
 */
record MllpListeners(CamelContext camel, FeedSettings feeds, CertificateWatch certificates) {
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
        camel.getRegistry().bind(bean, tls(feed, mllp.tls().get()));
        options = "ssl=true&needClientAuth=true&sslContextParameters=#" + bean;
      }
      // Each with threads of its own: a feed that has to wait must not keep the others waiting.
      String scheme = "netty-" + feed;
      camel.addComponent(scheme, new NettyComponent());
      TemplatedRouteBuilder.builder(camel, "feed-mllp")
          .routeId("feed-mllp-" + feed)
          .parameter("scheme", scheme)
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

  /** The library asks once and keeps what it gets: each connection is shown what was read last. */
  private SSLContextParameters tls(String feed, MllpSettings.Tls files) {
    SSLContext current =
        certificates
            .watch(
                "mllp-" + feed,
                new ServerSettings.Tls(
                    files.keyStore(), Optional.of(files.trustStore()), files.passwordFile()))
            .context();
    return new SSLContextParameters() {
      @Override
      public SSLContext createSSLContext(CamelContext context) {
        return current;
      }
    };
  }
}
