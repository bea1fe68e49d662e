package org.attendancemonitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.doctor.Connection;
import org.attendancemonitor.doctor.Rule;
import org.attendancemonitor.doctor.Section;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.MllpSettings;

/**
 * Goes the ways in of a feed as its sender would, and sends nothing that is kept.
 *
 * @param configuration says where they are
 * @param web where HTTP is answered
 * @param name of the service as senders know it; absent: the addresses configured
 * @param signIn to be tried; may be absent
 * @param clock the real one
 */
record ConnectionCheck(
    Configuration configuration,
    WebAddress web,
    Optional<String> name,
    Optional<TriedSignIn> signIn,
    Clock clock) {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Reads certificates of a way in, from whatever they are kept in. */
  private interface Kept {
    KeptCertificates read() throws IOException, GeneralSecurityException;
  }

  /** What is found for a feed. */
  Section look(String feed) throws InterruptedException {
    Connection found = new Connection(clock.instant());
    configuration
        .settings(FeedSettings.class)
        .feed(feed)
        .mllp()
        .ifPresent(mllp -> mllp(mllp, found));
    boolean signedIn = http(feed, found);
    broker(feed, signedIn, found);
    return found.section();
  }

  private void mllp(MllpSettings mllp, Connection found) {
    String host = host(mllp.address());
    String way = "MLLP " + host + ":" + mllp.port();
    if (mllp.tls().isEmpty()) {
      if (answers(way, host, mllp.port(), found)) {
        found.found(Rule.FRAMING_UNTRIED, way, "");
      }
      return;
    }
    MllpSettings.Tls tls = mllp.tls().get();
    Kept kept =
        () ->
            KeptCertificates.of(
                new ServerSettings.Tls(
                    tls.keyStore(), Optional.of(tls.trustStore()), tls.passwordFile()));
    if (answers(way, host, mllp.port(), found)) {
      shown(way, host, mllp.port(), kept, found);
      found.found(Rule.CLIENT_CERTIFICATE, way, "");
      found.found(Rule.FRAMING_UNTRIED, way, "");
    }
  }

  /** Goes on only where a sender would: no password is shown to who may be somebody else. */
  private boolean http(String feed, Connection found) throws InterruptedException {
    String host = host(web.host());
    boolean tls = web.tls().isPresent();
    String way = (tls ? "HTTPS " : "HTTP ") + host + ":" + web.port();
    if (!answers(way, host, web.port(), found)) {
      return true;
    }
    if (tls) {
      Kept kept = () -> KeptCertificates.of(web.tls().get().getStores());
      boolean believed = shown(way, host, web.port(), kept, found);
      if (web.asks()) {
        found.found(Rule.CLIENT_CERTIFICATE, way, "");
        return true;
      }
      if (!believed) {
        found.found(Rule.SIGN_IN_UNTRIED, way, "The certificate comes first.");
        return true;
      }
    }
    return new HttpSignIn(way, host, web, clock)
        .look(feed, mayShow(way, host, tls, found), sendsByQueueOnly(feed), found);
  }

  private void broker(String feed, boolean signedIn, Connection found) {
    ServerSettings.Broker broker = configuration.settings(ServerSettings.class).broker();
    QueueSignIn queue = new QueueSignIn(configuration.settings(FeedSettings.class), feed);
    if (!broker.embedded()) {
      // Where it is, and how it is trusted, stands in its url; who may sign in is its own business.
      found.found(
          Rule.SIGN_IN_UNTRIED, "broker elsewhere", "Only the broker of the service is tried.");
      return;
    }
    String host = host(broker.host());
    String way = "queue " + host + ":" + broker.port();
    if (!answers(way, host, broker.port(), found)) {
      return;
    }
    boolean believed = true;
    if (broker.tls().isPresent()) {
      Kept kept = () -> KeptCertificates.of(broker.tls().get());
      believed = shown(way, host, broker.port(), kept, found);
      if (broker.tls().get().trustStore().isPresent()) {
        found.found(Rule.CLIENT_CERTIFICATE, way, "");
        return;
      }
    }
    if (!believed || !signedIn) {
      found.found(
          Rule.SIGN_IN_UNTRIED,
          way,
          believed ? "It was refused by HTTP already." : "The certificate comes first.");
      return;
    }
    mayShow(way, host, broker.tls().isPresent(), found)
        .ifPresent(shown -> queue.look(way, host, broker, shown, found));
  }

  private Optional<TriedSignIn> mayShow(String way, String host, boolean tls, Connection found) {
    if (signIn.isEmpty()) {
      found.found(Rule.SIGN_IN_UNTRIED, way, "");
      return signIn;
    }
    try {
      if (tls || InetAddress.getByName(host).isLoopbackAddress()) {
        return signIn;
      }
    } catch (IOException unknown) {
      // Then it is no loopback either.
    }
    found.found(Rule.SIGN_IN_UNTRIED, way, "No password is sent without TLS.");
    return Optional.empty();
  }

  /** One that is to send by the queue alone belongs to no feed of HTTP. */
  private boolean sendsByQueueOnly(String feed) {
    FeedSettings.Feed one = configuration.settings(FeedSettings.class).feed(feed);
    return signIn
        .map(TriedSignIn::user)
        .filter(one.queueSignIns().orElse(java.util.List.of())::contains)
        .filter(user -> !one.signIns().contains(user))
        .isPresent();
  }

  private static boolean answers(String way, String host, int port, Connection found) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
      found.answered(way);
      return true;
    } catch (IOException closed) {
      found.found(Rule.NO_ANSWER, way, "");
      return false;
    }
  }

  private boolean shown(String way, String host, int port, Kept files, Connection found) {
    Optional<KeptCertificates> kept = Optional.empty();
    try {
      kept = Optional.of(files.read());
    } catch (IOException | GeneralSecurityException | RuntimeException unread) {
      found.found(Rule.CERTIFICATE_UNREAD, way, "");
    }
    kept.ifPresent(all -> found.trusted(way, all.trusted()));
    try {
      TlsProbe probe = TlsProbe.of(host, port, PATIENCE);
      boolean good = found.certificate(way, probe.chain(), kept.flatMap(KeptCertificates::own));
      probe
          .objection()
          .ifPresent(objection -> found.found(Rule.CERTIFICATE_NAME, way, objection + "."));
      return good && kept.isPresent() && probe.objection().isEmpty();
    } catch (IOException none) {
      found.found(Rule.NO_TLS, way, "");
      return false;
    }
  }

  private String host(String configured) {
    boolean every = configured.isEmpty() || configured.equals("0.0.0.0") || configured.equals("::");
    return name.orElse(every ? "localhost" : configured);
  }
}
