package org.attendancemonitor.equity;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.SpellRow.Exit;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Spell;
import org.attendancemonitor.record.SpellVisitor;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Referrals that left the list in ranges of days: seen for the first time, or removed unseen. Who
 * died waiting or moved away was not removed by the service, and counts as neither.
 */
final class ExitTally implements SpellCounts.Tally, SpellVisitor {
  private final Boundaries boundaries;
  private final DistinctPatients patients;
  private final Map<TallyKey, int[][]> exits = new HashMap<>();

  /**
   * @param slices ranges that may be asked for
   */
  ExitTally(Collection<Slice> slices) {
    boundaries = new Boundaries(slices);
    patients = new DistinctPatients(slices);
  }

  @Override
  public void visit(List<Spell> spells) {
    for (Spell spell : spells) {
      if (spell.exit() == Exit.SEEN || spell.exit() == Exit.REMOVED) {
        count(spell);
      }
    }
    patients.next();
  }

  private void count(Spell spell) {
    int piece = boundaries.from(spell.left());
    if (piece == 0 || piece == boundaries.count()) {
      return;
    }
    int column = spell.exit() == Exit.SEEN ? 0 : 1;
    for (TallyKey key : spell.keys()) {
      exits.computeIfAbsent(key, k -> new int[2][boundaries.count()])[column][piece]++;
    }
    patients.see(spell.keys(), spell.left());
  }

  @Override
  public Map<TallyKey, Counts> counts(Slice slice) {
    int after = boundaries.at(slice.after());
    int upTo = boundaries.at(slice.upTo());
    Map<TallyKey, Counts> counts = new HashMap<>();
    exits.forEach(
        (key, pieces) -> {
          Counts sum =
              Counts.of(Subject.EXITS, sum(pieces[0], after, upTo), sum(pieces[1], after, upTo));
          if (!sum.isNone()) {
            counts.put(key, sum);
          }
        });
    return counts;
  }

  private static long sum(int[] pieces, int after, int upTo) {
    long sum = 0;
    for (int piece = after + 1; piece <= upTo; piece++) {
      sum += pieces[piece];
    }
    return sum;
  }

  @Override
  public Map<TallyKey, Long> patients(Slice slice) {
    return patients.of(slice);
  }
}
