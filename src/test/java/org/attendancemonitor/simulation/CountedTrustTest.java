package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.record.Derivation;
import org.junit.jupiter.api.Test;

class CountedTrustTest {
  private static final LocalDate END = LocalDate.of(2026, 11, 16);
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static CountedTrust trust() {
    return new CountedTrust(new CountedTrust.Plan(4, 4_000, 40_000, END, 1));
  }

  private static List<SpellRow> spells(List<Derivation> people) {
    return people.stream().flatMap(person -> person.spells().stream()).toList();
  }

  @Test
  void aNinthOfTheReferralsWaitsAndTheOthersLeftBeforeTheEnd() {
    List<SpellRow> all = spells(trust().people(NOW).toList());
    Set<String> names = new HashSet<>();
    all.forEach(spell -> assertThat(names.add(spell.referral())).isTrue());
    long waiting = all.stream().filter(spell -> spell.waits(END)).count();
    assertThat(all.size()).isCloseTo(5_200, within(150));
    assertThat(waiting / (double) all.size()).isCloseTo(80 / 728.0, within(0.02));
    assertThat(all)
        .allSatisfy(spell -> assertThat(spell.left() == null).isEqualTo(spell.exit() == null))
        .allSatisfy(
            spell -> assertThat(spell.left() == null || spell.left().isBefore(END)).isTrue());
  }

  @Test
  void aDayRefersOneInSevenOfThoseItConcernsAndKeepsWhatWasKnown() {
    List<Derivation> concerned = trust().day(0, NOW).toList();
    int fresh = 0;
    for (Derivation person : concerned) {
      List<SpellRow> known = person.before().spells();
      assertThat(person.spells()).containsAll(known);
      fresh += person.spells().size() - known.size();
    }
    assertThat(fresh / (double) concerned.size()).isBetween(0.02, 0.35);
    assertThat(spells(concerned).stream().filter(spell -> spell.referred().equals(END)))
        .hasSize(fresh)
        .allMatch(spell -> spell.waits(END));
  }

  @Test
  void equalPlansGiveEqualReferrals() {
    assertThat(spells(trust().people(NOW).toList()))
        .isEqualTo(spells(trust().people(NOW).toList()));
  }
}
