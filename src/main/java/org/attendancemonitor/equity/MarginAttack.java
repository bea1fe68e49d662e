package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;

/**
 * The attack on one margin, over the releases kept so far and the one in the making. The attacker
 * is given more than any viewer has: besides everything shown and the exact totals, which figures
 * are new and which are kept from before, how much the service gained and lost of each column
 * between two releases, and how far corrections can have gone.
 */
final class MarginAttack {
  private final DisclosureRule rule;
  private final Columns columns;
  private final List<Frame> frames;
  private final List<String> groups;
  private final List<Strand> strands = new ArrayList<>();

  /**
   * @param timeline of the releases of the frames
   * @param past earlier releases, oldest first
   * @param now the one in the making, with nothing told
   */
  MarginAttack(
      DisclosureRule rule, Columns columns, Timeline timeline, List<Frame> past, Frame now) {
    this.rule = rule;
    this.columns = columns;
    this.frames = new ArrayList<>(past);
    frames.add(now);
    TreeSet<String> names = new TreeSet<>();
    frames.forEach(frame -> names.addAll(frame.groups()));
    this.groups = List.copyOf(names);
    for (List<Column> strand : columns.strands()) {
      strands.add(new Strand(rule, columns, strand, timeline, frames, groups));
    }
  }

  /** Where a small hidden count would become narrower than it is anyway, if anywhere. */
  Optional<Leak> leak(List<DraftCell> drafts) {
    List<KeptCell> candidate = drafts.stream().map(draft -> draft.kept(null)).toList();
    return strands.stream().flatMap(strand -> strand.leak(candidate).stream()).findFirst();
  }
}
