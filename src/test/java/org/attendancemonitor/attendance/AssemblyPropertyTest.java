package org.attendancemonitor.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order in which facts lie before the assembly leaves no trace in the record. */
class AssemblyPropertyTest {

  @Property(seed = "20261122", tries = 300)
  void shufflingFactsChangesNothing(@ForAll Random random) {
    List<KeptFact> facts = history(random);
    PersonRecord record = FactsBuilder.record(facts);
    for (int i = 0; i < 5; i++) {
      List<KeptFact> shuffled = new ArrayList<>(facts);
      Collections.shuffle(shuffled, random);
      PersonRecord other = FactsBuilder.record(shuffled);
      assertThat(other.person()).isEqualTo(record.person());
      assertThat(other.referrals()).isEqualTo(record.referrals());
      assertThat(other.appointments()).isEqualTo(record.appointments());
      assertThat(other.contacts()).isEqualTo(record.contacts());
      assertThat(other.needs()).containsExactlyInAnyOrderElementsOf(record.needs());
    }
  }

  /** Few keys and few moments, so that statements meet and tie. */
  private static List<KeptFact> history(Random random) {
    FactsBuilder facts = new FactsBuilder();
    java.util.Set<String> said = new java.util.HashSet<>();
    int count = 5 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      long row = 1 + random.nextInt(2);
      String id = "x" + random.nextInt(2);
      String at = "2026-10-%02dT%02d:00".formatted(1 + random.nextInt(9), 8 + random.nextInt(4));
      int kind = random.nextInt(8);
      // A source says one thing of one resource and person at one moment.
      if (!said.add(kind + " " + row + " " + id + " " + at)) {
        continue;
      }
      facts.row(row);
      boolean turn = random.nextBoolean();
      switch (kind) {
        case 0 -> facts.referral(id, at, pick(random, ReferralStatus.values()), turn);
        case 1 -> appointment(facts, id, at, random);
        case 2 -> facts.encounter(id, "x" + random.nextInt(2), turn, at);
        case 3 -> facts.episode(id, "x" + random.nextInt(2), turn, at);
        case 4 -> facts.response(id, "x" + random.nextInt(2), turn, at);
        case 5 -> facts.contact(id, "Appointment", "x" + random.nextInt(2), at);
        case 6 -> facts.need(id, turn, at);
        default ->
            facts.patient(id + row, "E0100000" + random.nextInt(3), null, turn ? "y" : null, at);
      }
      if (random.nextInt(5) == 0) {
        facts.historic();
      }
    }
    return facts.facts();
  }

  private static void appointment(FactsBuilder facts, String id, String at, Random random) {
    if (random.nextInt(6) == 0) {
      facts.withdrawn(FactKind.APPOINTMENT, "Appointment", id, at);
      return;
    }
    String referral = random.nextInt(3) == 0 ? "" : "x" + random.nextInt(3);
    String start = "2026-10-0" + (1 + random.nextInt(9)) + "T10:00";
    facts.appointment(id, referral, start, pick(random, Outcome.values()), at);
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
