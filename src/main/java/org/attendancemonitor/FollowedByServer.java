package org.attendancemonitor;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.writeback.WriteBack;

/**
 * Starts write-back where it is configured: the one copy of routes/write-back.camel.yaml.
 *
 * @param camel runs the route
 * @param writeBack what it calls; null where nothing is told to any server
 * @param entries note what is to be told
 */
record FollowedByServer(CamelContext camel, WriteBack writeBack, WriteBackEntries entries) {

  /**
   * Starts it.
   *
   * @throws PlainErrors.CannotRunException where the folder of routes lacks it
   */
  void open() {
    if (writeBack == null) {
      entries.unfollow();
      return;
    }
    writeBack.follow();
    try {
      TemplatedRouteBuilder.builder(camel, "write-back").routeId("write-back").add();
    } catch (Exception failure) {
      throw new PlainErrors.CannotRunException(
          "write-back cannot start: " + Monitor.reason(failure));
    }
  }
}
