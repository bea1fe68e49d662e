package org.attendancemonitor.configuration;

import java.util.List;
import java.util.Map;

/**
 * Nothing listens beyond this machine in the clear: an address other than loopback needs TLS of its
 * own, or a stated proxy that ends TLS in front of it.
 */
final class ExposureCheck implements CrossCheck {
  private static final String FILE = "application.yaml";

  /** A thing that listens: the key of its address, and where its own TLS would be configured. */
  private record Listener(String address, String tls) {}

  private static final List<Listener> LISTENERS =
      List.of(
          new Listener("server.address", "server.ssl"),
          new Listener("management.server.address", "management.server.ssl"));

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile file = files.get(FILE);
    if (file == null) {
      return;
    }
    boolean proxy = file.text("attendance.tlsTerminatedBy") != null;
    for (Listener listener : LISTENERS) {
      boolean tls = file.root().find(listener.tls()) instanceof YamlValue.Section;
      if (!proxy && !tls) {
        loopback(file, listener.address(), listener.tls() + ", or ");
      }
    }
    boolean brokerTls = file.root().find("attendance.broker.tls") instanceof YamlValue.Section;
    if (!proxy && !brokerTls && !"false".equals(file.text("attendance.broker.embedded"))) {
      loopback(file, "attendance.broker.host", "attendance.broker.tls, or ");
    }
  }

  private static void loopback(ConfigurationFile file, String key, String tls) {
    String address = file.text(key);
    if (address == null || !isLoopback(address)) {
      YamlValue place = file.root().nearest(key);
      file.report(
          place,
          key,
          address == null ? "no address, which means every address" : "'" + address + "'",
          "127.0.0.1; another address needs TLS: " + tls + "attendance.tlsTerminatedBy");
    }
  }

  /** Names are not looked up: what a name means may change after the check. */
  static boolean isLoopback(String address) {
    return address.equals("localhost")
        || address.equals("::1")
        || address.equals("[::1]")
        || address.matches("127(\\.\\d{1,3}){3}");
  }
}
