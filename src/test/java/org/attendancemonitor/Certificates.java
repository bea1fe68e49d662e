package org.attendancemonitor;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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
  private static final String PASSWORD = "changed-it";

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
