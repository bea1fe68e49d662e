package org.attendancemonitor;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;

/**
 * Takes from each feed's own queue: one more copy of the template in routes/feed-queue.camel.yaml.
 *
 * @param camel runs the routes
 * @param feeds name the queues
 * @param there whether the broker has them
 */
record FeedQueues(CamelContext camel, FeedSettings feeds, boolean there) {

  /**
   * Opens them.
   *
   * @throws PlainErrors.CannotRunException where one cannot be taken from
   */
  void open() {
    if (there) {
      feeds.feeds().keySet().stream().sorted().forEach(this::open);
    }
  }

  private void open(String feed) {
    try {
      TemplatedRouteBuilder.builder(camel, "feed-own-queue")
          .routeId("feed-queue-" + feed)
          .parameter("feed", feed)
          .parameter("queue", QueueSenders.queue(feed))
          .add();
    } catch (Exception failure) {
      throw new PlainErrors.CannotRunException(
          "the queue of feed " + feed + " cannot be taken from: " + Monitor.reason(failure));
    }
  }
}
