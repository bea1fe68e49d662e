package org.attendancemonitor.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The endpoint of {@link IntakeComponent}. */
final class IntakeEndpoint extends DefaultEndpoint {
  private final IntakeComponent component;

  IntakeEndpoint(String uri, IntakeComponent component) {
    super(uri, component);
    this.component = component;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws Exception {
        exchange.getMessage().setBody(offer(exchange.getMessage().getBody()));
      }
    };
  }

  /** A submission becomes the promise of its verdict, a list of them a list of promises. */
  private Object offer(Object body) throws IntakeUnavailableException, InterruptedException {
    if (body instanceof Submission submission) {
      return component.lanes().offer(List.of(submission)).get(0).verdict();
    }
    List<Submission> submissions = ((List<?>) body).stream().map(Submission.class::cast).toList();
    if (submissions.isEmpty()) {
      return List.<CompletableFuture<Verdict>>of();
    }
    // Whoever brings many at once can wait; refused, the same would only come again.
    component
        .lanes()
        .awaitRoom(
            submissions.get(0).lane(),
            submissions.get(0).feed(),
            submissions.stream().mapToInt(Submission::weight).sum());
    return component.lanes().offer(submissions).stream().map(Work::verdict).toList();
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    BatchConsumer consumer = new BatchConsumer(this, component, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
