package org.attendancemonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.policy.ShippedSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {
  private static final Instant NOW = at("2026-11-22T12:00");
  private static final String NEED = "urn:attendance-monitor:need";
  private static final String UKCORE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-";
  private final Assessment assessment =
      new Assessment(ShippedSettings.risk(), new DecileInPostcode());

  private List<String> flags(RecordBuilder record) {
    return assessment.assess(record.build(), NOW).flags().stream()
        .map(flag -> flag.code() + " " + flag.level())
        .toList();
  }

  private List<String> texts(RecordBuilder record) {
    return assessment.assess(record.build(), NOW).flags().stream()
        .flatMap(flag -> flag.reasons().stream())
        .map(Reason::text)
        .toList();
  }

  @Test
  void nothing_known_is_not_assessed_and_never_low_risk() {
    assertThat(flags(person(1))).containsExactly("not-assessed not-assessed");
    assertThat(flags(person(1).born("1980-01-01"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"D1, true", "D2, true", "D3, false", "D10, false", "XX, false"})
  void core20_is_the_most_deprived_fifth_of_areas(String postcode, boolean raised) {
    assertThat(flags(person(1).livesIn(postcode)).contains("core20 raised")).isEqualTo(raised);
  }

  @Test
  void a_move_counts_from_its_day() {
    RecordBuilder record = person(1).livesIn("D1").movesTo("D9", "2026-11-01");
    assertThat(flags(record)).isEmpty();
    assertThat(flags(person(1).livesIn("D9").movesTo("D1", "2026-12-01"))).isEmpty();
    assertThat(
            assessment
                .assess(person(1).livesIn("D9").movesTo("D1", "2026-12-01").build(), NOW)
                .lookAgainAt())
        .isEqualTo(at("2026-12-01T00:00"));
  }

  @Test
  void an_interpreter_is_named_by_language() {
    assertThat(texts(person(1).need("203321000000107")))
        .containsExactly("Needs a Bengali interpreter.");
    assertThat(texts(person(1).need("204211000000109")))
        .containsExactly("Needs an Urdu interpreter.");
    assertThat(texts(person(1).speaks("en", "pl").interpreter(true)))
        .containsExactly("Needs a Polish interpreter.");
    assertThat(texts(person(1).speaks("bfi")))
        .containsExactly("Needs a British Sign Language interpreter.");
    assertThat(texts(person(1).interpreter(true))).containsExactly("Needs an interpreter.");
    assertThat(flags(person(1).speaks("pl"))).isEmpty();
  }

  @Test
  void a_code_counts_only_with_its_system() {
    assertThat(flags(person(1).need(new Code("urn:other", "32911000"), null, null))).isEmpty();
    assertThat(flags(person(1).need("32911000"))).containsExactly("inclusion-health raised");
  }

  @Test
  void a_traveller_is_known_by_letter_and_system_together() {
    assertThat(flags(person(1).ethnic(new Code(UKCORE + "EthnicCategoryWales", "B"))))
        .containsExactly("inclusion-health raised");
    assertThat(flags(person(1).ethnic(new Code(UKCORE + "EthnicCategoryEngland", "B")))).isEmpty();
    assertThat(flags(person(1).ethnic(new Code(UKCORE + "EthnicCategory", "CN"))))
        .containsExactly("inclusion-health raised");
  }

  @Test
  void no_fixed_abode_is_homelessness() {
    assertThat(texts(person(1).noFixedAbode())).containsExactly("Has no fixed home.");
  }

  @Test
  void a_need_counts_while_it_holds() {
    Code homeless = new Code("http://snomed.info/sct", "32911000");
    assertThat(flags(person(1).need(homeless, "2026-01-01", "2026-11-21"))).isEmpty();
    RecordBuilder record = person(1).need(homeless, "2026-01-01", "2026-11-22");
    assertThat(flags(record)).containsExactly("inclusion-health raised");
    assertThat(assessment.assess(record.build(), NOW).lookAgainAt())
        .isEqualTo(at("2026-11-23T00:00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "no-voicemail; safe-contact; no-voicemail; Leave no voicemail.",
        "no-text; safe-contact; no-text; Send no text messages.",
        "not-through-others; safe-contact; not-through-others; Do not contact through a partner, relative or carer.",
        "prefers-mornings; booking-preference; prefers-mornings; Prefers mornings.",
        "prefers-afternoons; booking-preference; prefers-afternoons; Prefers afternoons.",
        "prefers-evenings; booking-preference; prefers-evenings; Prefers evenings.",
        "impact-work; impact; impact-work; Cannot work because of the condition.",
        "impact-caring; impact; impact-caring; Cares for someone who depends on them.",
        "impact-independence; impact; impact-independence; Is losing independence at home.",
        "in-hospital; whereabouts; in-hospital; Is in hospital: check record.",
        "in-custody; whereabouts; whereabouts; Whereabouts: check record."
      })
  void what_binds_or_informs_is_shown_and_lifts_nothing(
      String code, String flag, String reason, String text) {
    Assessed assessed =
        assessment.assess(person(1).need(new Code(NEED, code), null, null).build(), NOW);
    assertThat(assessed.flags())
        .containsExactly(new Raised(flag, Flag.INFORMATION, List.of(new Reason(reason, text))));
    assertThat(assessed.flags()).noneMatch(Raised::lifts);
    Raised raised = assessed.flags().get(0);
    assertThat(new Flag(flag, raised.level(), raised.reasons(), true, NOW, 1).lifts()).isFalse();
  }

  @Test
  void missing_capacity_lifts_until_the_decision_is_recorded() {
    Code capacity = new Code(NEED, "missing-capacity");
    Assessed now = assessment.assess(person(1).need(capacity, null, null).build(), NOW);
    assertThat(now.flags())
        .containsExactly(
            new Raised(
                "missing-capacity",
                Raised.RAISED,
                List.of(new Reason("missing-capacity", "Capacity: check record."))));
    assertThat(now.flags()).allMatch(Raised::lifts);
    assertThat(flags(person(1).need(capacity, null, "2026-11-21"))).isEmpty();
  }

  @Test
  void a_child_protection_plan_reads_like_any_safeguarding_concern() {
    List<Raised> plan = assessment.assess(person(1).need("1064311000000109").build(), NOW).flags();
    List<Raised> abuse =
        assessment
            .assess(person(1).need(new Code(NEED, "domestic-abuse"), null, null).build(), NOW)
            .flags();
    assertThat(plan).isEqualTo(abuse);
    assertThat(texts(person(1).need("1064311000000109")))
        .containsExactly("Safeguarding: check record.");
  }

  @Test
  void age_alone_counts_under_sixteen_and_from_eighty() {
    assertThat(flags(person(1).born("2010-11-23"))).containsExactly("child raised");
    assertThat(flags(person(1).born("2010-11-22"))).isEmpty();
    assertThat(flags(person(1).born("1946-11-22"))).containsExactly("frailty-or-age raised");
    assertThat(flags(person(1).born("1946-11-23"))).isEmpty();
  }

  @Test
  void a_missing_phone_is_digital_exclusion_and_an_unknown_one_is_not() {
    assertThat(flags(person(1).phone(false))).contains("digital-exclusion raised");
    assertThat(flags(person(1).phone(null))).doesNotContain("digital-exclusion raised");
  }

  @Test
  void two_misses_in_a_year_are_a_repeat_and_more_are_high() {
    RecordBuilder record =
        person(1)
            .born("1980-01-01")
            .referral("r", "podiatry")
            .referral("q", "physiotherapy")
            .missed("a", "r", "2025-11-23T09:00")
            .historic();
    assertThat(flags(record)).isEmpty();
    record.missed("b", "q", "2026-05-04T09:00");
    assertThat(flags(record)).containsExactly("repeat-non-attendance raised");
    assertThat(texts(record)).containsExactly("Missed 2 appointments since November 2025.");
    assertThat(assessment.assess(record.build(), NOW).lookAgainAt())
        .isEqualTo(at("2026-11-23T00:00"));
    assertThat(flags(record.missed("c", "r", "2026-06-01T09:00")))
        .containsExactly("repeat-non-attendance high");
  }

  @Test
  void an_earlier_discharge_after_a_miss_is_remembered() {
    RecordBuilder record =
        person(1)
            .born("1980-01-01")
            .referral("r", "podiatry")
            .missed("a", "r", "2023-05-01T09:00")
            .historic()
            .ended("r", new Ending(at("2023-05-02T09:00"), NOW, true, false));
    assertThat(flags(record)).containsExactly("earlier-discharge-after-miss raised");
  }

  @Test
  void groups_are_as_at_the_appointment() {
    var record =
        person(1)
            .born("2010-06-01")
            .sex(Sex.FEMALE)
            .ethnic("K")
            .livesIn("D3")
            .movesTo("D10", "2026-09-01")
            .interpreter(false)
            .need(new Code("http://snomed.info/sct", "984661000000105"), "2026-07-01", null)
            .referral("r", "podiatry")
            .attended("a", "r", "2026-05-04T09:00")
            .attended("b", "r", "2026-10-05T09:00")
            .build();
    assertThat(assessment.groups(record, record.appointments().get(0)))
        .isEqualTo(new Groups("2", "asian", "5-15", "female", "no", "unknown", "unknown", true));
    assertThat(assessment.groups(record, record.appointments().get(1)))
        .isEqualTo(new Groups("5", "asian", "16-17", "female", "no", "yes", "unknown", false));
  }

  @ParameterizedTest
  @CsvSource({
    "EthnicCategoryEngland, A, white",
    "EthnicCategoryEngland, D, mixed",
    "EthnicCategoryEngland, R, asian",
    "EthnicCategoryEngland, S, other",
    "EthnicCategoryEngland, Z, not_stated",
    "EthnicCategoryEngland, 99, not_known",
    "EthnicCategoryEngland, 9, not_known",
    "EthnicCategory, PA, black",
    "EthnicCategory, ' c3', white",
    "EthnicCategory, 99, not_known",
    "EthnicCategoryWales, B, white",
    "EthnicCategoryWales, T, other",
    "EthnicCategoryScotland, A, not_known"
  })
  void ethnic_categories_map_by_system_and_code(String system, String code, String group) {
    var record =
        person(1)
            .ethnic(new Code(UKCORE + system, code))
            .referral("r", "podiatry")
            .attended("a", "r", "2026-05-04T09:00")
            .build();
    assertThat(assessment.groups(record, record.appointments().get(0)).ethnicGroup())
        .isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-4",
    "4, 0-4",
    "5, 5-15",
    "15, 5-15",
    "16, 16-17",
    "17, 16-17",
    "18, 18-24",
    "24, 18-24",
    "25, 25-34",
    "35, 35-49",
    "50, 50-64",
    "65, 65-74",
    "75, 75-84",
    "85, 85+",
    "110, 85+",
    "-1, unknown"
  })
  void ages_fall_into_the_published_bands(int age, String band) {
    assertThat(AgeBand.of(age)).isEqualTo(band);
  }
}
