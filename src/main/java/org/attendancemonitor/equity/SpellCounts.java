package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.Spells;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Who waits, and who has left the list: two subjects, counted in one reading of the waits for all
 * releases that are made together.
 */
final class SpellCounts {
  private final Spells spells;
  private final Source<ExitTally> exits = new Source<>(Subject.EXITS);
  private final Source<StockTally> waiting = new Source<>(Subject.WAITING);

  SpellCounts(Spells spells) {
    this.spells = spells;
  }

  /** Referrals that left the list in a window. */
  CountSource exits() {
    return exits;
  }

  /** Referrals that wait. */
  CountSource waiting() {
    return waiting;
  }

  /** What is counted while every patient's waits pass by. */
  interface Tally {

    /** Counts by group of one of the slices it was made for. */
    Map<TallyKey, Counts> counts(Slice slice);

    /** Distinct patients behind them. */
    Map<TallyKey, Long> patients(Slice slice);
  }

  /** The waits are read when the first of the two is asked: by then both know what for. */
  private void read() {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Source<?> source : List.of(exits, waiting)) {
      for (Slice slice : source.foreseen) {
        days.add(slice.after());
        days.add(slice.upTo());
      }
    }
    days.remove(LocalDate.MIN);
    exits.tally = new ExitTally(exits.foreseen);
    waiting.tally = new StockTally(waiting.foreseen);
    spells.read(days.first(), days.last(), List.of(exits.tally, waiting.tally));
  }

  private final class Source<T extends Tally> implements CountSource {
    private final Subject subject;
    private Set<Slice> foreseen = Set.of();
    private T tally;

    Source(Subject subject) {
      this.subject = subject;
    }

    @Override
    public Subject subject() {
      return subject;
    }

    @Override
    public List<PatientVisitor> foresee(Set<Slice> slices) {
      foreseen = Set.copyOf(slices);
      tally = null;
      return List.of();
    }

    @Override
    public Map<Slice, Map<TallyKey, Counts>> counts(Set<Slice> slices) {
      Tally counted = tally();
      return slices.stream().collect(Collectors.toMap(slice -> slice, counted::counts));
    }

    @Override
    public Map<Slice, Map<TallyKey, Long>> patients(Set<Slice> slices) {
      Tally counted = tally();
      return slices.stream().collect(Collectors.toMap(slice -> slice, counted::patients));
    }

    private Tally tally() {
      if (tally == null) {
        read();
      }
      return tally;
    }
  }
}
