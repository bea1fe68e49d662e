package org.attendancemonitor.simulation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast HAPI FHIR alone parses the messages, on two threads. */
final class ParseProbe {
  private static final int THREADS = 2;

  private final FhirContext context = FhirContext.forR4Cached();

  /**
   * Messages a second.
   *
   * @param passes how often all of them are parsed
   */
  double measure(List<String> texts, int passes) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long started = System.nanoTime();
      List<Future<Integer>> halves = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        halves.add(threads.submit(() -> parse(texts, first, passes)));
      }
      int parsed = 0;
      for (Future<Integer> half : halves) {
        parsed += half.get();
      }
      return parsed / ((System.nanoTime() - started) / 1e9);
    } catch (ExecutionException unread) {
      throw new IllegalStateException("a message of the workload is not FHIR", unread.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private int parse(List<String> texts, int first, int passes) {
    IParser parser = context.newJsonParser();
    int parsed = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int i = first; i < texts.size(); i += THREADS) {
        parser.parseResource(texts.get(i));
        parsed++;
      }
    }
    return parsed;
  }
}
