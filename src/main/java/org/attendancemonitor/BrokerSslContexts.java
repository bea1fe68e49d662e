package org.attendancemonitor;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.CachingSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Hands the broker a context of ours, by name; the broker finds this class as a service. Its own
 * reload of changed files stops listening before it reads them, and does not begin again where they
 * cannot be used.
 */
public final class BrokerSslContexts extends CachingSSLContextFactory {
  private static final int BEFORE_THE_USUAL_ONE = 100;
  private static final Map<String, SSLContext> OURS = new ConcurrentHashMap<>();

  /**
   * Makes a context known.
   *
   * @return the name of it, as the broker is to be given it
   */
  static String known(SSLContext context) {
    String name = UUID.randomUUID().toString();
    OURS.put(name, context);
    return name;
  }

  /** Forgets it. */
  static void forget(String name) {
    OURS.remove(name);
  }

  @Override
  public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options)
      throws Exception {
    Object name = options.get(TransportConstants.SSL_CONTEXT_PROP_NAME);
    SSLContext ours = name == null ? null : OURS.get(name.toString());
    return ours == null ? super.getSSLContext(config, options) : ours;
  }

  @Override
  public int getPriority() {
    return BEFORE_THE_USUAL_ONE;
  }
}
