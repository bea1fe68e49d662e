package org.attendancemonitor;

import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * A session of the broker is never carried on over another connection than the one it was opened
 * on: whoever asks to is told that there is no such session, and opens a new one with its sign-in,
 * as any client does after a restart of the broker.
 *
 * <p>Up to Artemis 2.56 such a request is served without a sign-in, so that a stranger who knows a
 * session's name takes it over (CVE-2026-57967). The broker makes this from its name.
 */
public final class NoReattaching implements Interceptor {
  @Override
  public boolean intercept(Packet packet, RemotingConnection connection) {
    if (packet.getType() != PacketImpl.REATTACH_SESSION) {
      return true;
    }
    if (connection instanceof CoreRemotingConnection asking) {
      asking
          .getChannel(ChannelImpl.CHANNEL_ID.SESSION.id, -1)
          .send(new ReattachSessionResponseMessage(-1, false));
    }
    return false;
  }
}
