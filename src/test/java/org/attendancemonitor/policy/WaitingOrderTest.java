package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.junit.jupiter.api.Test;

/** Where people stand on a waiting list, and why (attendance-policy section 9). */
class WaitingOrderTest {
  private static final Instant NOW = at("2026-11-02T12:00");
  private static final Actor CLINICIAN = new Actor("anna", Set.of("clinician"), "HCPC:PH1");

  @Test
  void urgency_goes_before_safety_impact_and_the_wait() {
    assertThat(
            order(
                place("waits-longest", "2026-01-05", Priority.ROUTINE, it -> it),
                place("urgent", "2026-10-05", Priority.URGENT, it -> it),
                place("safety", "2026-09-07", Priority.ROUTINE, it -> it.need("766561000000109")),
                place("cannot-work", "2026-08-03", Priority.ROUTINE, need("impact-work")),
                place(
                    "cannot-work-nor-care",
                    "2026-10-19",
                    Priority.ROUTINE,
                    it -> need("impact-caring").apply(need("impact-work").apply(it)))))
        .containsExactly(
            "urgent", "safety", "cannot-work-nor-care", "cannot-work", "waits-longest");
  }

  @Test
  void social_factors_break_no_tie_until_somebody_signs_for_it() {
    WaitingPlace deprived =
        place("deprived", "2026-06-01", Priority.ROUTINE, it -> it.livesIn("D1"));
    WaitingPlace other = place("other", "2026-05-04", Priority.ROUTINE, it -> it.livesIn("D9"));
    assertThat(order(deprived, other)).containsExactly("other", "deprived");

    Deriving signed =
        new Deriving(
            ShippedSettings.risk(),
            ShippedSettings.policyWith(
                new HashMap<>(
                    Map.of(
                        "order.social.enabled",
                        true,
                        "order.social.signedBy",
                        "AHP lead",
                        "order.social.signedOn",
                        Date.from(Instant.parse("2026-10-01T00:00:00Z"))))));
    deprived = place(signed, "deprived", "2026-06-01", Priority.ROUTINE, it -> it.livesIn("D1"));
    other = place(signed, "other", "2026-05-04", Priority.ROUTINE, it -> it.livesIn("D9"));
    WaitingPlace urgent =
        place(signed, "urgent", "2026-10-05", Priority.URGENT, it -> it.livesIn("D9"));
    assertThat(order(deprived, other, urgent)).containsExactly("urgent", "deprived", "other");
    assertThat(deprived.reasons()).extracting(Reason::text).anyMatch(it -> it.contains("AHP lead"));
  }

  @Test
  void a_clinician_places_somebody_otherwise_and_the_note_is_shown() {
    UnaryOperator<RecordBuilder> placed =
        it ->
            it.placed(
                    new Placing(
                        "r", Priority.URGENT, CLINICIAN, at("2026-10-20T09:00"), "Is falling."))
                .placed(
                    new Placing(
                        "other", Priority.STAT, CLINICIAN, at("2026-10-21T09:00"), "Of another."));
    WaitingPlace place = place("placed", "2026-10-19", Priority.ROUTINE, placed);
    assertThat(place.urgency()).isEqualTo(Priority.URGENT);
    assertThat(place.reasons().get(0).text())
        .isEqualTo("Placed as urgent by anna on 20 October 2026: Is falling.");
    assertThat(order(place("longer", "2026-01-05", Priority.ROUTINE, it -> it), place))
        .containsExactly("placed", "longer");
  }

  @Test
  void whoever_was_seen_ended_or_died_waits_no_more_and_silence_removes_nobody() {
    assertThat(waiting(it -> it.attended("a", "r", "2026-10-05T09:00"))).isEmpty();
    assertThat(waiting(it -> it.ended("r", "2026-10-05T09:00"))).isEmpty();
    assertThat(waiting(it -> it.died(null))).isEmpty();
    assertThat(waiting(it -> it.missed("a", "r", "2026-10-05T09:00"))).hasSize(1);
  }

  private static UnaryOperator<RecordBuilder> need(String code) {
    return it -> it.need(new Code("urn:attendance-monitor:need", code), null, null);
  }

  private static WaitingPlace place(
      String name, String since, Priority priority, UnaryOperator<RecordBuilder> of) {
    return place(new Deriving(), name, since, priority, of);
  }

  private static WaitingPlace place(
      Deriving deriving,
      String name,
      String since,
      Priority priority,
      UnaryOperator<RecordBuilder> of) {
    WaitingPlace place = waiting(deriving, since, priority, of).get(0);
    return new WaitingPlace(
        name,
        place.service(),
        place.urgency(),
        place.safety(),
        place.impact(),
        place.vulnerable(),
        place.since(),
        place.reasons());
  }

  private static List<WaitingPlace> waiting(UnaryOperator<RecordBuilder> of) {
    return waiting(new Deriving(), "2026-06-01", Priority.ROUTINE, of);
  }

  private static List<WaitingPlace> waiting(
      Deriving deriving, String since, Priority priority, UnaryOperator<RecordBuilder> of) {
    LocalDate day = LocalDate.parse(since);
    RecordBuilder record =
        RecordBuilder.person(1)
            .born("1970-05-01")
            .referral(
                new Referral(
                    "r", false, "podiatry", priority, day, null, at(since + "T09:00"), false));
    return deriving.waiting(of.apply(record).build(), NOW);
  }

  private static List<String> order(WaitingPlace... places) {
    return Arrays.stream(places).sorted(WaitingPlace.ORDER).map(WaitingPlace::referral).toList();
  }
}
