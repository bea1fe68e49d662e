package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The senders' own log: what a service has acknowledged, by id of the appointment. */
public final class Acknowledged {
  private final Map<String, Said> said = new ConcurrentHashMap<>();
  private final AtomicLong messages = new AtomicLong();
  private final Map<String, AtomicLong> bySender = new ConcurrentHashMap<>();

  /**
   * What was acknowledged about one appointment.
   *
   * @param patient whom it is for
   * @param newest version
   * @param outcome of that version
   * @param versions how many, each with content of its own
   */
  public record Said(String patient, int newest, String outcome, int versions) {}

  /** Notes a message; the same version again is no other version. */
  void add(Visit visit, Visit.Version version, boolean again) {
    said.merge(
        visit.id(),
        new Said(visit.patient(), version.number(), version.outcome(), 1),
        (before, now) ->
            new Said(
                before.patient(),
                Math.max(before.newest(), now.newest()),
                now.newest() >= before.newest() ? now.outcome() : before.outcome(),
                before.versions() + (again ? 0 : 1)));
    messages.incrementAndGet();
    bySender.computeIfAbsent(visit.sender(), any -> new AtomicLong()).incrementAndGet();
  }

  /** Messages, repeated ones included. */
  public long messages() {
    return messages.get();
  }

  /** Those of one sender. */
  long messages(String sender) {
    AtomicLong count = bySender.get(sender);
    return count == null ? 0 : count.get();
  }

  /** By id of the appointment. */
  public Map<String, Said> said() {
    return Map.copyOf(said);
  }

  /** Writes it down, one appointment a line, for whoever looks for what went wrong. */
  public void write(Path file) throws IOException {
    Files.write(
        file,
        new TreeMap<>(said)
            .entrySet().stream()
                .map(
                    it ->
                        String.join(
                            " ",
                            it.getKey(),
                            it.getValue().patient(),
                            it.getValue().outcome(),
                            Integer.toString(it.getValue().versions())))
                .toList());
  }
}
