package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.api.Card.Indicator;
import org.attendancemonitor.policy.BookingAdvice;

/** What an EPR shows when an appointment is booked. */
final class BookingCards {
  private BookingCards() {}

  /**
   * The cards of one booking.
   *
   * @param advice one for each service that is booked
   */
  static List<Card> of(List<BookingAdvice> advice) {
    Set<String> needs = new LinkedHashSet<>();
    Set<String> supports = new LinkedHashSet<>();
    Set<String> cautions = new LinkedHashSet<>();
    for (BookingAdvice one : advice) {
      needs.addAll(Card.texts(one.needs()));
      supports.addAll(Card.texts(one.supports()));
      cautions.addAll(Card.texts(one.cautions()));
    }
    List<Card> cards = new ArrayList<>();
    if (!cautions.isEmpty()) {
      cards.add(Card.listing(Indicator.WARNING, "For every contact", List.copyOf(cautions)));
    }
    if (!needs.isEmpty()) {
      cards.add(
          new Card(
              Indicator.WARNING,
              Card.summary("", " ", List.copyOf(needs)),
              Card.listing(Indicator.WARNING, "Needs", List.copyOf(needs)).detail()));
    }
    if (!supports.isEmpty()) {
      cards.add(Card.listing(Indicator.INFO, "Support that fits", List.copyOf(supports)));
    }
    return cards;
  }
}
