package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Outcome;
import org.junit.jupiter.api.Test;

class FeedSettingsTest {
  private static final FeedSettings SHIPPED = ShippedFeeds.settings();

  private static FeedSettings.Feed feed(String source, Map<String, Outcome> own, String... users) {
    return new FeedSettings.Feed(
        source,
        List.of(users),
        SourceTime.USE,
        GroupStatus.UNKNOWN,
        Optional.of(own),
        Optional.empty(),
        Optional.empty());
  }

  private static FeedSettings settings(Map<String, FeedSettings.Feed> feeds) {
    return new FeedSettings(feeds, SHIPPED.codes(), SHIPPED.limits());
  }

  @Test
  void a_feed_named_default_must_exist() {
    assertThatThrownBy(() -> settings(Map.of("pas", feed("pas", Map.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feeds: expected a feed named default, found [pas]");
  }

  @Test
  void a_sign_in_sends_for_one_feed_only() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of("default", feed("a", Map.of(), "ann"), "b", feed("b", Map.of(), "ann"))))
        .hasMessageContaining("found ann in");
  }

  @Test
  void two_feeds_may_share_a_source_and_an_unknown_one_is_the_default() {
    FeedSettings two =
        settings(Map.of("default", feed("epr", Map.of(), "a"), "live", feed("epr", Map.of(), "b")));
    assertThat(two.feed("live").source()).isEqualTo("epr");
    assertThat(two.feed("gone").signIns()).containsExactly("a");
    assertThat(two.feed(null).signIns()).containsExactly("a");
    assertThat(two.feedOf("b")).contains("live");
    assertThat(two.feedOf("c")).isEmpty();
    assertThat(new FeedReader(two).source("live")).isEqualTo("epr");
  }

  @Test
  void a_feeds_own_codes_come_before_the_common_ones() {
    String text =
        "{'resourceType':'Appointment','id':'a','status':'booked','start':'2026-01-05T09:00:00Z','extension':[{'url':'u','valueCoding':{'system':'http://snomed.info/sct','code':'185328004'}}],'participant':[{'actor':{'reference':'Patient/p'}}]}";
    Map<String, Outcome> own = Map.of("http://snomed.info/sct|185328004", Outcome.ATTENDED);
    FeedReader reader = new FeedReader(settings(Map.of("default", feed("epr", own))));
    assertThat(Json.fact(AppointmentFact.class, Json.read(reader, text)).outcome())
        .isEqualTo(Outcome.ATTENDED);
    assertThat(Json.fact(AppointmentFact.class, text).outcome()).isEqualTo(Outcome.LATE_NOT_SEEN);
  }

  @Test
  void a_feeds_own_reasons_come_before_the_common_ones() {
    String text =
        "{'resourceType':'Communication','id':'c','status':'completed','subject':{'reference':'Patient/p'},'reasonCode':[{'coding':[{'system':'urn:s','code':'INTERP'}]},{'coding':[{'system':'urn:s','code':'BUS'}]}]}";
    FeedSettings.Feed own =
        new FeedSettings.Feed(
            "epr",
            List.of(),
            SourceTime.USE,
            GroupStatus.UNKNOWN,
            Optional.empty(),
            Optional.of(Map.of("urn:s|INTERP", "R07")),
            Optional.empty());
    FeedSettings.Meanings common = reasons(Map.of("urn:s|INTERP", "R02", "urn:s|BUS", "R09"));
    FeedReader reader =
        new FeedReader(new FeedSettings(Map.of("default", own), common, SHIPPED.limits()));
    assertThat(Json.fact(ContactFact.class, Json.read(reader, text)).reasons())
        .containsExactly("R07", "R09");
    assertThat(Json.fact(ContactFact.class, text).reasons()).isEmpty();
  }

  @Test
  void a_feed_that_is_expected_all_the_time_is_refused() {
    assertThatThrownBy(
            () ->
                new FeedSettings.Feed(
                    "epr",
                    List.of(),
                    SourceTime.USE,
                    GroupStatus.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(59))))
        .hasMessage("expectedEvery: expected 1m or longer, found PT59S");
  }

  @Test
  void a_reason_that_is_not_of_the_list_is_refused() {
    for (String wrong : List.of("R00", "R25", "R98", "S01", "interpreter")) {
      assertThatThrownBy(() -> reasons(Map.of("urn:s|x", wrong)))
          .hasMessage("missReasons: expected R01 to R24 or R99, found " + wrong);
    }
    assertThatThrownBy(() -> reasons(Map.of("x", "R01")))
        .hasMessage("missReasons: expected system|code, found x");
  }

  private static FeedSettings.Meanings reasons(Map<String, String> reasons) {
    return new FeedSettings.Meanings(Map.of(), Map.of(), Set.of(), Set.of(), Optional.of(reasons));
  }

  @Test
  void wrong_values_are_named() {
    assertThatThrownBy(() -> feed("a b|c", Map.of())).hasMessageStartingWith("source: expected");
    assertThatThrownBy(() -> feed("monitor", Map.of()))
        .hasMessageStartingWith("source: expected another name");
    assertThatThrownBy(() -> feed("a", Map.of("nosystem", Outcome.DNA)))
        .hasMessageContaining("found nosystem");
    assertThatThrownBy(() -> new FeedSettings.Limits(10, 64)).hasMessageStartingWith("maxBytes");
    assertThatThrownBy(() -> new FeedSettings.Limits(5000, 9999))
        .hasMessageStartingWith("maxDepth");
    assertThatThrownBy(
            () ->
                new FeedSettings.Meanings(
                    Map.of("|5", Outcome.DNA), Map.of(), Set.of(), Set.of(), Optional.empty()))
        .hasMessageContaining("found |5");
  }

  @Test
  void the_default_feed_that_listens_keeps_its_folder() {
    FolderSettings folder =
        new FolderSettings(
            Path.of("in"),
            FolderSettings.Done.MARKER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    FeedSettings.Feed plain = feed("epr", Map.of(), "a");
    FeedSettings.Feed dropping =
        new FeedSettings.Feed(
            plain.source(),
            plain.signIns(),
            plain.sourceTime(),
            plain.groupStatus(),
            plain.outcomes(),
            plain.missReasons(),
            plain.expectedEvery(),
            plain.hl7(),
            plain.mllp(),
            plain.csv(),
            Optional.of(folder));
    FeedSettings.Feed listening =
        settings(Map.of("default", dropping)).listening(2575).feed("default");
    assertThat(listening.folder()).contains(folder);
    assertThat(listening.mllp()).isPresent();
  }
}
