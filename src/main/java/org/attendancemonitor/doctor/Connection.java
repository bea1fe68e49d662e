package org.attendancemonitor.doctor;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Judges what was met on the way to the service; the network is others' business. */
public final class Connection {
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final Instant now;
  private final Findings findings = new Findings();
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param now against which certificates and the service's clock are judged: the real time
   */
  public Connection(Instant now) {
    this.now = now;
  }

  /**
   * Notes what needs no judgement.
   *
   * @param way where, such as {@code MLLP 127.0.0.1:2575}
   * @param detail more about it, or the empty string
   */
  public void found(Rule rule, String way, String detail) {
    findings.add(rule, way, detail, "");
  }

  /** A port answered. */
  public void answered(String way) {
    figures.add(new Figure("answers:" + way, "Answers: " + way, 1));
  }

  /**
   * Judges what a server shows.
   *
   * @param shown its own certificate, then the issuers it sends along
   * @param held what its file holds now, where that can be read
   * @return a sender would believe it, names aside
   */
  public boolean certificate(
      String way, List<X509Certificate> shown, Optional<X509Certificate> held) {
    boolean good = true;
    for (int i = 0; i < shown.size(); i++) {
      X509Certificate one = shown.get(i);
      if (!counts(one)) {
        found(Rule.CERTIFICATE_TIME, way, days(one));
        good = false;
      } else if (one.getNotAfter().toInstant().isBefore(now.plus(SOON))) {
        found(Rule.CERTIFICATE_ENDS, way, days(one));
      }
      if (i > 0 && !signed(shown.get(i - 1), one)) {
        found(Rule.CERTIFICATE_CHAIN, way, "");
        good = false;
      }
    }
    X509Certificate own = shown.get(0);
    if (held.isPresent() && !held.get().equals(own)) {
      found(Rule.CERTIFICATE_OTHER, way, "");
      good = false;
    }
    figures.add(
        new Figure(
            "certificate-days:" + way,
            "Days until the certificate ends: " + way,
            Duration.between(now, own.getNotAfter().toInstant()).toDays(),
            "certificates shown: " + shown.size()));
    return good;
  }

  /** Judges those whom senders' certificates are signed by. */
  public void trusted(String way, Collection<X509Certificate> trusted) {
    trusted.stream()
        .filter(one -> !counts(one))
        .forEach(one -> found(Rule.TRUST_OVER, way, days(one)));
  }

  /** Judges the service's clock, which tells whole seconds. */
  public void clock(String way, Instant theirs, Instant ours) {
    Duration apart = Duration.between(ours, theirs);
    if (apart.abs().compareTo(SKEW) > 0) {
      String where = apart.isNegative() ? "behind." : "ahead.";
      found(Rule.CLOCK_SKEW, way, "The service is " + apart.abs().toSeconds() + " s " + where);
    }
  }

  /**
   * Judges the answer to a dry run.
   *
   * @param feed that is meant
   * @param status of HTTP
   * @param its the feed that the service looked at, where it says
   */
  public void signIn(String way, String feed, int status, Optional<String> its) {
    if (status == UNAUTHORISED) {
      found(Rule.SIGN_IN_REFUSED, way, "");
    } else if (status == FORBIDDEN) {
      found(Rule.SIGN_IN_FEED, way, "It belongs to no feed.");
    } else if (status != OK || its.isEmpty()) {
      found(Rule.ODD_ANSWER, way, "A dry run is answered with status " + status + ".");
    } else if (!its.get().equals(feed)) {
      found(Rule.SIGN_IN_FEED, way, "It sends for " + its.get() + ".");
    }
  }

  /** What there is to say. */
  public Section section() {
    Area area = Area.CONNECTION;
    return new Section(
        area.word(),
        area.title,
        area.question,
        area.judged,
        findings.of(area),
        List.copyOf(figures),
        List.of());
  }

  private boolean counts(X509Certificate one) {
    try {
      one.checkValidity(Date.from(now));
      return true;
    } catch (CertificateException over) {
      return false;
    }
  }

  private static boolean signed(X509Certificate one, X509Certificate issuer) {
    try {
      one.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  private static String days(X509Certificate one) {
    return "It counts from "
        + one.getNotBefore().toInstant()
        + " until "
        + one.getNotAfter().toInstant()
        + ".";
  }
}
