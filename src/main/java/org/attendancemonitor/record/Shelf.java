package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.record.Recorded.Result;
import org.attendancemonitor.record.Statement.Nature;

/**
 * All that one source said about one resource and one person. What lies on it depends on what was
 * said and never on the order of arrival, but for two contents of one moment: then the later
 * arrival is the newer.
 */
final class Shelf {
  private static final long DROPPED_HASH = FactCodec.hash(FactCodec.WITHDRAWN);
  private static final int MOST_STATEMENTS = 64;

  /** One statement with its content; order breaks ties of time. */
  private record Entry(Statement said, long hash, long order) {}

  private static final Comparator<Entry> BY_TIME =
      Comparator.comparingLong((Entry e) -> e.said.at()).thenComparingLong(Entry::order);

  final String key;
  final long patient;
  final boolean mentioned;
  final FactKind kind;
  final String source;
  private final List<Run> stored;
  private final Map<Long, String> bodies = new HashMap<>();
  private List<Entry> entries = new ArrayList<>();
  private List<Run> runs;
  private boolean changed;
  private int marks;
  private long arrivals = Long.MAX_VALUE / 2;

  Shelf(
      String key, long patient, boolean mentioned, FactKind kind, String source, List<Run> stored) {
    this.key = key;
    this.patient = patient;
    this.mentioned = mentioned;
    this.kind = kind;
    this.source = source;
    this.stored = List.copyOf(stored);
    this.runs = this.stored;
    for (Run run : stored) {
      run.statements().forEach(said -> entries.add(new Entry(said, run.hash(), run.id())));
    }
    entries.sort(BY_TIME);
  }

  /**
   * Puts one statement where it belongs.
   *
   * @param timed the source's own time orders it
   */
  Result put(Statement said, FactText content, boolean timed) {
    boolean repeats = !entries.isEmpty() && newest().hash == content.hash();
    boolean later = entries.isEmpty() || said.at() >= newest().said.at();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (contradicts(entry, said, content.hash())) {
        return Result.CONFLICT;
      }
      if (sameStatement(entry, said, content.hash())) {
        keepEarlierReceipt(i, said);
        if (said.sourceTime() == null && repeats && said.at() > newest().said.at()) {
          add(said.as(Nature.REPEATED), content);
        }
        return Result.DUPLICATE;
      }
    }
    add(repeats && !timed ? said.as(Nature.REPEATED) : said, content);
    if (!later) {
      return Result.STALE;
    }
    return repeats ? Result.DUPLICATE : Result.ACCEPTED;
  }

  /** Moments at which the source stated a version of the resource that names this person. */
  Map<Long, Statement> versions() {
    Map<Long, Statement> versions = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.said.nature() == Nature.STATED) {
        versions.merge(entry.said.at(), entry.said, Statement::withEarlierReceipt);
      }
    }
    return versions;
  }

  /** Takes the person out at every version since the first that does not name this person. */
  void dropAt(Map<Long, Statement> versions) {
    Set<Long> present = new HashSet<>();
    long since = Long.MAX_VALUE;
    for (Entry entry : entries) {
      if (entry.said.stated()) {
        present.add(entry.said.at());
        since = Math.min(since, entry.said.at());
      }
    }
    List<Entry> next = new ArrayList<>(entries);
    next.removeIf(entry -> !entry.said.stated());
    for (Map.Entry<Long, Statement> version : versions.entrySet()) {
      long at = version.getKey();
      if (at > since && !present.contains(at)) {
        Statement by = version.getValue();
        next.add(
            new Entry(
                new Statement(at, by.received(), by.historic(), null, null, Nature.DROPPED),
                DROPPED_HASH,
                0));
      }
    }
    next.sort(BY_TIME);
    if (!sameStatements(next)) {
      bodies.put(DROPPED_HASH, FactCodec.WITHDRAWN);
      entries = next;
      marks++;
      settle();
    }
  }

  /** Forgets repetitions within a run, of a shelf that is alone under its key. */
  void thin() {
    if (changed) {
      runs = runs.stream().map(Shelf::thinned).toList();
    }
  }

  /** Something is to be written. */
  boolean changed() {
    return changed;
  }

  /** Counts the changes in this batch that a derivation could see. */
  int marks() {
    return marks;
  }

  /** The rows there should be, in order of time. */
  List<Run> runs() {
    return runs;
  }

  /** The rows there are. */
  List<Run> stored() {
    return stored;
  }

  /** The newest content's run, or null. */
  Run current() {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1);
  }

  /** The newest content is not that it was withdrawn. */
  boolean present() {
    return current() != null && current().hash() != DROPPED_HASH;
  }

  /** The newest content is another than before this batch. */
  boolean turned() {
    return current() != null
        && (stored.isEmpty() || stored.get(stored.size() - 1).hash() != current().hash());
  }

  /** The text of a content that came in this batch, or null. */
  String body(long hash) {
    return bodies.get(hash);
  }

  private Entry newest() {
    return entries.get(entries.size() - 1);
  }

  private void add(Statement said, FactText content) {
    bodies.put(content.hash(), content.body());
    entries.removeIf(e -> !e.said.stated() && e.said.at() == said.at());
    entries.add(new Entry(said, content.hash(), arrivals++));
    marks += said.nature() == Nature.REPEATED ? 0 : 1;
    settle();
  }

  private void keepEarlierReceipt(int index, Statement said) {
    Entry entry = entries.get(index);
    Statement earlier = entry.said.withEarlierReceipt(said);
    if (earlier != entry.said) {
      entries.set(index, new Entry(earlier, entry.hash, entry.order));
      marks++;
      settle();
    }
  }

  private void settle() {
    changed = true;
    entries.sort(BY_TIME);
    List<Run> next = new ArrayList<>();
    Set<Long> used = new HashSet<>();
    int from = 0;
    for (int i = 1; i <= entries.size(); i++) {
      if (i == entries.size() || entries.get(i).hash != entries.get(from).hash) {
        next.add(run(entries.subList(from, i), used, i == entries.size()));
        from = i;
      }
    }
    runs = next;
  }

  private Run run(List<Entry> entries, Set<Long> used, boolean current) {
    long hash = entries.get(0).hash;
    Set<Long> moments = new HashSet<>();
    entries.forEach(entry -> moments.add(entry.said.at()));
    long id = 0;
    for (Run row : stored) {
      if (id == 0
          && row.hash() == hash
          && !used.contains(row.id())
          && row.statements().stream().anyMatch(said -> moments.contains(said.at()))) {
        id = row.id();
        used.add(id);
      }
    }
    return new Run(id, hash, entries.stream().map(Entry::said).toList(), current);
  }

  private boolean sameStatements(List<Entry> next) {
    if (next.size() != entries.size()) {
      return false;
    }
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).hash != entries.get(i).hash
          || !next.get(i).said.equals(entries.get(i).said)) {
        return false;
      }
    }
    return true;
  }

  private static Run thinned(Run run) {
    int size = run.statements().size();
    if (size <= MOST_STATEMENTS) {
      return run;
    }
    List<Statement> kept = new ArrayList<>(run.statements().subList(0, 1));
    kept.addAll(run.statements().subList(size - MOST_STATEMENTS / 2, size));
    return new Run(run.id(), run.hash(), kept, run.current());
  }

  private static boolean sameStatement(Entry entry, Statement said, long hash) {
    if (entry.hash != hash || !entry.said.stated()) {
      return false;
    }
    return said.sourceTime() == null
        ? entry.said.sourceTime() == null
            && (said.version() == null || said.version().equals(entry.said.version()))
        : said.sourceTime().equals(entry.said.sourceTime());
  }

  private static boolean contradicts(Entry entry, Statement said, long hash) {
    return entry.said.stated()
        && entry.hash != hash
        && said.version() != null
        && said.sourceTime() != null
        && Objects.equals(said.version(), entry.said.version())
        && said.sourceTime().equals(entry.said.sourceTime());
  }
}
