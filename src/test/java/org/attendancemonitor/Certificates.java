package org.attendancemonitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Keys of a service and of one sender it knows, made with the JDK's keytool.
 *
 * @param service its own key
 * @param senders whom it trusts
 * @param sender the key of the one it trusts
 * @param password a file with the password of all
 */
record Certificates(Path service, Path senders, Path sender, Path password) {
  static final String PASSWORD = "changed-it";

  static Certificates make(Path folder) throws Exception {
    Certificates made =
        new Certificates(
            folder.resolve("service.p12"),
            folder.resolve("senders.p12"),
            folder.resolve("sender.p12"),
            Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
    for (Path store : List.of(made.service, made.sender)) {
      keytool(
          store,
          "-genkeypair",
          "-alias",
          "own",
          "-keyalg",
          "EC",
          "-dname",
          "CN=" + store.getFileName());
    }
    Path certificate = folder.resolve("sender.cer");
    keytool(made.sender, "-exportcert", "-alias", "own", "-file", certificate.toString());
    keytool(
        made.senders,
        "-importcert",
        "-noprompt",
        "-alias",
        "sender",
        "-file",
        certificate.toString());
    return made;
  }

  /** Replaces the key of the service by a new one of this name, as a renewal does. */
  void renew(String name, String... more) throws Exception {
    Files.move(another(name, more), service, StandardCopyOption.REPLACE_EXISTING);
  }

  /** One more key beside it, made with more of keytool's words. */
  Path another(String name, String... more) throws Exception {
    Path next = service.resolveSibling(name + ".p12");
    List<String> words =
        new java.util.ArrayList<>(
            List.of("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=" + name));
    words.addAll(List.of(more));
    keytool(next, words.toArray(String[]::new));
    return next;
  }

  /** Puts something there that is no key. */
  void spoil() throws IOException {
    Path next = Files.writeString(service.resolveSibling("spoilt"), "no certificate at all");
    Files.move(next, service, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a client is shown: the name in the certificate. */
  static String shown(SSLSocket socket) throws IOException {
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  /** As in feeds.yaml. */
  String settings() {
    return "{keyStore: %s, trustStore: %s, passwordFile: %s}".formatted(service, senders, password);
  }

  /** A client that shows a key, or none where it is null, and trusts whatever it is shown. */
  static SSLContext context(Path key) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (key != null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(key)) {
        store.load(in, PASSWORD.toCharArray());
      }
      keys.init(store, PASSWORD.toCharArray());
    } else {
      keys.init(null, null);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Trusting()}, null);
    return context;
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  /** The tests ask who is let in, not whom the client believes. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public java.security.cert.X509Certificate[] getAcceptedIssuers() {
      return new java.security.cert.X509Certificate[0];
    }
  }
}
