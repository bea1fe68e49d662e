package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.attendancemonitor.api.Card.Indicator;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.policy.BookingAdvice;
import org.attendancemonitor.policy.DischargeCheck;
import org.junit.jupiter.api.Test;

class CardTest {
  private static final ServiceNames SERVICES =
      new ServiceNames(java.util.Map.of("podiatry", "Podiatry", "dietetics", "Dietetics"));

  /** The specification: one sentence of less than 140 characters. */
  @Property(tries = 300)
  void aSummaryIsShortWhateverThereIsToSay(
      @ForAll @AlphaChars @StringLength(min = 1, max = 200) String lead,
      @ForAll @NotEmpty @Size(max = 30)
          List<@AlphaChars @Chars({' ', '.'}) @StringLength(min = 1, max = 90) String> texts) {
    Card card = Card.listing(Indicator.INFO, lead, texts);

    assertThat(card.summary()).isNotBlank().hasSizeLessThan(140);
    assertThat(Card.summary("", " ", texts)).hasSizeLessThan(140);
    assertThat(card.detail().lines().filter(line -> line.startsWith("- "))).hasSameSizeAs(texts);
  }

  @Test
  void aSummarySaysHowManyItLeavesOut() {
    assertThat(Card.summary("Missing: ", "; ", List.of("One.", "Two.")))
        .isEqualTo("Missing: One; Two.");
    String longer = "x".repeat(60) + ".";
    assertThat(Card.summary("Missing: ", "; ", List.of(longer, longer, "Three.")))
        .isEqualTo("Missing: " + "x".repeat(60) + " (2 more)");
    assertThat(Card.summary("", " ", List.of("Needs an interpreter.", "Prefers mornings.")))
        .isEqualTo("Needs an interpreter. Prefers mornings.");
  }

  @Test
  void aNameThatLooksLikeMarkdownStaysAName() {
    assertThat(
            Card.listing(Indicator.INFO, "Support", List.of("*Hand* [clinic] <b>_x_</b>")).detail())
        .isEqualTo("**Support**\n\n- \\*Hand\\* \\[clinic\\] \\<b\\>\\_x\\_\\</b\\>");
  }

  @Test
  void whereNoAppointmentWasMissedNothingIsMissingAndNothingForbids() {
    List<Card> cards =
        new DischargeCards(SERVICES)
            .of(List.of(check("podiatry", false), check("dietetics", false)));

    assertThat(cards)
        .extracting(it -> it.indicator() + " " + it.summary())
        .containsExactly(
            "WARNING Be aware (Podiatry, Dietetics): The referral is urgent.",
            "INFO Support not yet offered (Podiatry, Dietetics): Choice of time.",
            "INFO Recorded needs: Needs an interpreter.");
  }

  @Test
  void whatTwoReferralsHaveInCommonIsSaidOnce() {
    List<Card> cards =
        new DischargeCards(SERVICES).of(List.of(check("podiatry", true), check("dietetics", true)));

    assertThat(cards)
        .extracting(it -> it.indicator() + " " + it.summary())
        .containsExactly(
            "CRITICAL Stops a discharge (Podiatry, Dietetics): The referral is urgent.",
            "WARNING Missing before a discharge after a missed appointment (Podiatry): contact"
                + " attempts, a form.",
            "WARNING Missing before a discharge after a missed appointment (Dietetics): contact"
                + " attempts, a form.",
            "WARNING Support not yet offered (Podiatry, Dietetics): Choice of time.",
            "INFO Recorded needs: Needs an interpreter.");
  }

  @Test
  void nothingToSayIsNoCard() {
    DischargeCheck nothing =
        new DischargeCheck(
            "r", "podiatry", true, List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(new DischargeCards(SERVICES).of(List.of(nothing))).isEmpty();
    assertThat(new DischargeCards(SERVICES).of(List.of())).isEmpty();
    assertThat(BookingCards.of(List.of(new BookingAdvice(List.of(), List.of(), List.of()))))
        .isEmpty();
  }

  private static DischargeCheck check(String service, boolean afterMiss) {
    return new DischargeCheck(
        "epr|ServiceRequest/" + service,
        service,
        afterMiss,
        List.of(
            new Reason("gate-2-attempts", "Too few."),
            new Reason("gate-2-attempts", "On one channel only."),
            new Reason("local", "a form")),
        List.of(new Reason("stop-urgent", "The referral is urgent.")),
        List.of(new Reason("S10", "Choice of time.")),
        List.of(new Reason("interpreter", "Needs an interpreter.")),
        List.of());
  }
}
