package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Priority;
import org.junit.jupiter.api.Test;

class PolicySettingsTest {

  @Test
  void a_text_that_states_the_cost_of_a_miss_can_not_be_suggested() {
    assertThatThrownBy(() -> new SupportSuggestion("T4", List.of("S02"), List.of()))
        .hasMessageStartingWith("actions: expected S01 to S30 without S02, found S02");
  }

  @Test
  void a_rule_has_exactly_its_own_steps() {
    assertThatThrownBy(() -> Rules.check("T4", java.util.Set.of("plan"), true))
        .hasMessage("rules.T4.steps: expected [contact, re-offer] for T4, found [plan]");
  }

  @Test
  void a_service_changes_only_what_it_names() {
    RuleTerms terms =
        new RuleTerms(
            true, Priority.ROUTINE, List.of("booking-team"), Map.of("contact", 2, "re-offer", 5));
    RuleTerms changed =
        new RuleOverride(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Map.of("contact", 1)))
            .over(terms);
    assertThat(changed)
        .isEqualTo(
            new RuleTerms(
                true,
                Priority.ROUTINE,
                List.of("booking-team"),
                Map.of("contact", 1, "re-offer", 5)));
  }

  @Test
  void the_shipped_policy_suggests_something_for_every_flag_that_the_shipped_risk_rules_raise() {
    var needs = ShippedSettings.policy().supports().stream().map(SupportSuggestion::need).toList();
    ShippedSettings.risk()
        .recorded()
        .forEach(
            (flag, recorded) -> {
              if (!flag.equals("safeguarding")) {
                assertThat(
                        needs.contains(flag)
                            || needs.stream().anyMatch(recorded.valueSets()::containsKey))
                    .as(flag)
                    .isTrue();
              }
            });
  }
}
