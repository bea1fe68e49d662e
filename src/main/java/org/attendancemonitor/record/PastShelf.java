package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;

/** What lay on a {@link Shelf} at moments of the past, and was to be recalled from it then. */
final class PastShelf {
  /** Of these, {@link Recall} tells the older versions too. */
  private static final Set<FactKind> EVERY_VERSION =
      EnumSet.of(FactKind.PATIENT, FactKind.REFERRAL, FactKind.APPOINTMENT);

  /**
   * A row of the table of facts.
   *
   * @param id of the row; breaks ties of time as the shelf does
   * @param patient whom it is about, as is known now
   * @param hash of the content
   * @param fact the content
   * @param statements in order of time
   */
  record Row(long id, long patient, long hash, Fact fact, List<Statement> statements) {}

  private record Entry(Statement said, Row row) {}

  final Key key;
  final FactKind kind;

  /** The sender named a person. */
  final boolean mentioned;

  private final String source;
  private final List<Entry> entries = new ArrayList<>();

  PastShelf(Key key, FactKind kind, boolean mentioned, String source, List<Row> rows) {
    this.key = key;
    this.kind = kind;
    this.mentioned = mentioned;
    this.source = source;
    rows.forEach(row -> row.statements().forEach(said -> entries.add(new Entry(said, row))));
    entries.sort(
        Comparator.comparingLong((Entry e) -> e.said.at()).thenComparingLong(e -> e.row.id()));
  }

  /** The contents that ever lay here. */
  List<Fact> contents() {
    return entries.stream().map(entry -> entry.row.fact()).distinct().toList();
  }

  /** Adds the moments at which something was received. */
  void receipts(SortedSet<Instant> receipts) {
    entries.forEach(entry -> receipts.add(Instant.ofEpochMilli(entry.said.received())));
  }

  /** Whom this is about, as is known now: one person's row, or the owners of answers. */
  Set<Long> patients() {
    return entries.stream().map(entry -> entry.row.patient()).collect(Collectors.toSet());
  }

  /** Whether anything had been said by a moment. */
  boolean begun(Instant moment) {
    return !known(moment.toEpochMilli()).isEmpty();
  }

  /** What was known at a moment, as {@link Recall} would have told it then. */
  List<KeptFact> at(Instant moment) {
    List<Entry> known = known(moment.toEpochMilli());
    List<KeptFact> facts = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= known.size(); i++) {
      boolean current = i == known.size();
      if (current || known.get(i).row.hash() != known.get(from).row.hash()) {
        if (current || EVERY_VERSION.contains(kind)) {
          tell(known.subList(from, i), current, facts);
        }
        from = i;
      }
    }
    return facts;
  }

  /** That a version left the person out was concluded only where an earlier one had not. */
  private List<Entry> known(long moment) {
    List<Entry> known = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.said.received() <= moment && (entry.said.stated() || !known.isEmpty())) {
        known.add(entry);
      }
    }
    return known;
  }

  private void tell(List<Entry> run, boolean current, List<KeptFact> facts) {
    Entry last = run.get(run.size() - 1);
    Statement earliest = Run.earliest(run.stream().map(Entry::said).toList());
    Statement first = run.get(0).said;
    // Stated from its first moment to its last: both are told.
    if (first.at() != last.said.at()) {
      facts.add(fact(last.row, first.at(), earliest, false));
    }
    facts.add(fact(last.row, last.said.at(), earliest, current));
  }

  private KeptFact fact(Row row, long effective, Statement earliest, boolean current) {
    return new KeptFact(
        key,
        row.patient(),
        source,
        row.fact(),
        Instant.ofEpochMilli(effective),
        Instant.ofEpochMilli(earliest.received()),
        earliest.historic(),
        current);
  }
}
