package org.attendancemonitor.intake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.attendancemonitor.record.StoreWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches from the lanes and sends each through the route, one at a time: the record has one
 * writer. A batch whose content fails is halved until the bad event stands alone; a store that
 * fails closes the lanes and is tried again with growing pauses.
 */
final class BatchConsumer extends DefaultConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration WATCHED_EVERY = Duration.ofSeconds(10);

  /** Writers in each other's way; after so many tries in a row it is more than bad luck. */
  private static final int TRIES = 5;

  private final IntakeComponent component;
  private volatile Thread thread;
  private ScheduledExecutorService watch;
  private Duration pause = Duration.ZERO;

  BatchConsumer(IntakeEndpoint endpoint, IntakeComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.lanes().reopen();
    thread = new Thread(this::run, "intake");
    thread.start();
    watch =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "intake-watch");
    watch.scheduleWithFixedDelay(
        this::tellWhetherItHangs, 0, WATCHED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Only one who looks from outside sees it: the thread itself is busy. */
  private void tellWhetherItHangs() {
    if (component.state().busy().compareTo(IntakeState.HANGS_AFTER) > 0) {
      component.state().trouble().ifPresent(LOG::error);
    }
  }

  @Override
  protected void doStop() throws Exception {
    component.lanes().close();
    watch.shutdownNow();
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.join(LONGEST_PAUSE.toMillis());
    }
    component
        .lanes()
        .refuseAll(
            new IntakeUnavailableException("the service is stopping", Duration.ofSeconds(5)));
    super.doStop();
  }

  private boolean running() {
    return thread == Thread.currentThread();
  }

  private void run() {
    while (running()) {
      List<Work> works = List.of();
      try {
        long idle = System.nanoTime();
        works = component.lanes().take(component.batchSize(), PATIENCE);
        component.times().add(StepTimes.Step.WAIT, System.nanoTime() - idle);
        if (!works.isEmpty()) {
          processOrRefuse(works);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        component.lanes().close();
        return;
      } catch (RuntimeException | Error fault) {
        // This thread is the only way into the record: it outlives any fault of ours.
        LOG.error("a fault in the intake itself: {}", Failures.describe(fault));
      } finally {
        abandon(works);
      }
    }
  }

  /** Nobody waits for ever: who has no verdict by now is told to send it again. */
  private static void abandon(List<Work> works) {
    for (Work work : works) {
      if (!work.verdict().isDone()) {
        work.verdict()
            .completeExceptionally(
                new IntakeUnavailableException("the intake failed", Duration.ofSeconds(5)));
      }
    }
  }

  /** A fault of ours ends this batch; it must not end the only thread that records. */
  private void processOrRefuse(List<Work> works) throws InterruptedException {
    try {
      process(works);
    } catch (RuntimeException fault) {
      LOG.error("the intake failed: {}", Failures.describe(fault));
      var unavailable = new IntakeUnavailableException("the intake failed", Duration.ofSeconds(5));
      works.forEach(work -> work.verdict().completeExceptionally(unavailable));
    }
  }

  private void process(List<Work> works) throws InterruptedException {
    Batch batch = new Batch(works, component.clock().instant(), component.times());
    Throwable failure = send(batch);
    for (int tried = 1; Failures.ofContention(failure) && tried < TRIES; tried++) {
      component.state().contended();
      batch = new Batch(works, component.clock().instant(), component.times());
      failure = send(batch);
    }
    if (failure == null) {
      pause = Duration.ZERO;
      component.state().committed();
      batch.committed();
      tell(batch);
    } else if (Failures.refusal(failure) != null && works.size() == 1) {
      refuse(works.get(0), Failures.refusal(failure).verdict());
    } else if (Failures.ofContent(failure)) {
      split(works, failure);
    } else {
      storeFailed(works, failure);
    }
  }

  private Throwable send(Batch batch) {
    Exchange exchange = createExchange(false);
    component.state().begun();
    try {
      exchange.getMessage().setBody(batch);
      getProcessor().process(exchange);
      return exchange.getException();
    } catch (Exception failure) {
      return failure;
    } finally {
      component.state().ended();
      releaseExchange(exchange, false);
    }
  }

  private void tell(Batch batch) {
    for (int i = 0; i < batch.works().size(); i++) {
      Work work = batch.works().get(i);
      Verdict verdict = batch.verdicts().get(i);
      component.meters().told(work.submission(), verdict, component.clock().instant());
      work.verdict().complete(verdict);
    }
  }

  private void split(List<Work> works, Throwable failure) throws InterruptedException {
    if (works.size() > 1) {
      process(works.subList(0, works.size() / 2));
      process(works.subList(works.size() / 2, works.size()));
      return;
    }
    if (works.get(0).submission().divisible()) {
      divide(works.get(0));
      return;
    }
    LOG.warn("an event could not be recorded: {}", Failures.describe(failure));
    refuse(works.get(0), Failures.verdict(works.get(0).submission()));
  }

  /** One person whose record cannot be written must not keep the clock from all the others. */
  private void divide(Work together) throws InterruptedException {
    for (Submission half : together.submission().halves()) {
      process(List.of(new Work(half)));
    }
    together.verdict().complete(new Verdict(List.of()));
  }

  /** What cannot be recorded is answered for, and kept where the sender cannot be told. */
  private void refuse(Work work, Verdict verdict) {
    try {
      component.recording().keepAlone(work.submission(), verdict);
      component.meters().told(work.submission(), verdict, component.clock().instant());
      work.verdict().complete(verdict);
    } catch (RuntimeException failure) {
      LOG.warn("the dead letter could not be kept: {}", Failures.describe(failure));
      work.verdict()
          .completeExceptionally(
              new IntakeUnavailableException("the record failed", Duration.ofSeconds(5)));
    }
  }

  private void storeFailed(List<Work> works, Throwable failure) throws InterruptedException {
    component.lanes().close();
    lengthenPause(failure);
    var unavailable = new IntakeUnavailableException("the record is not available", pause);
    works.forEach(work -> work.verdict().completeExceptionally(unavailable));
    component.lanes().refuseAll(unavailable);
    do {
      Thread.sleep(pause.toMillis());
    } while (running() && !isWritable());
    if (running()) {
      component.state().reopened();
      component.lanes().reopen();
    }
  }

  private void lengthenPause(Throwable failure) {
    pause = pause.isZero() ? Duration.ofMillis(250) : pause.multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    component.state().failed(StoreWords.of(failure));
    LOG.error(
        "the store failed ({}); every way in waits {} ms",
        Failures.describe(failure),
        pause.toMillis());
  }

  /** Before anybody is asked to send again: who is refused each time does not come sooner. */
  private boolean isWritable() {
    try {
      component.trial().write();
      return true;
    } catch (RuntimeException failure) {
      lengthenPause(failure);
      return false;
    }
  }
}
