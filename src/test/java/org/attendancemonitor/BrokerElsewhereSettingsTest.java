package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.configuration.ServerSettings;
import org.junit.jupiter.api.Test;

/** How long a broker elsewhere is waited for: others must be able to take over in half a minute. */
class BrokerElsewhereSettingsTest {
  private static ActiveMQConnectionFactory to(String url) throws Exception {
    return BrokerWiring.external(
        new ServerSettings.Broker(
            false,
            "127.0.0.1",
            0,
            Optional.of(url),
            Optional.of("attendance-monitor"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void oneThatTakesTheConnectionAndNeverAnswersIsGivenUpSoon() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ActiveMQConnectionFactory connections =
            to("tcp://127.0.0.1:" + mute.getLocalPort() + "?ha=true")) {
      long begun = System.nanoTime();
      assertThatThrownBy(connections::createConnection).hasMessageContaining("session factory");
      assertThat((System.nanoTime() - begun) / 1e9).isBetween(1.0, 15.0);
    }
  }

  @Test
  void theUrlHasTheLastWord() throws Exception {
    try (ActiveMQConnectionFactory connections =
        to(
            "tcp://127.0.0.1:1?callTimeout=4001&callFailoverTimeout=4002&connectionTTL=4003"
                + "&clientFailureCheckPeriod=4004")) {
      assertThat(connections.getCallTimeout()).isEqualTo(4001);
      assertThat(connections.getCallFailoverTimeout()).isEqualTo(4002);
      assertThat(connections.getConnectionTTL()).isEqualTo(4003);
      assertThat(connections.getClientFailureCheckPeriod()).isEqualTo(4004);
    }
  }
}
