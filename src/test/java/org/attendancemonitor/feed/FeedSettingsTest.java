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
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PlaceFact;
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

  @Test
  void codes_of_one_feed_that_mean_nothing_are_named() {
    Code code = new Code("urn:s", "1");
    assertThatThrownBy(() -> ownCodes(Map.of("urn:s|1", "T"), Map.of()))
        .hasMessage("ethnicity: expected a national letter, A to S, Z or 99, found T");
    assertThatThrownBy(() -> ownCodes(Map.of("1", "A"), Map.of()))
        .hasMessage("ethnicity: expected system|code, found 1");
    assertThatThrownBy(
            () -> ownCodes(Map.of(), Map.of("podiatry", List.of(code), "other", List.of(code))))
        .hasMessage("services: expected each code once, found urn:s|1 twice");
    assertThat(ownCodes(Map.of("urn:s|q1", "H"), Map.of()).letter(new Code("urn:s", "Q1")))
        .isEqualTo("H");
  }

  private static OwnCodes ownCodes(Map<String, String> ethnic, Map<String, List<Code>> services) {
    return new OwnCodes(Optional.of(services), Optional.of(ethnic), Optional.empty());
  }

  @Test
  void a_list_has_the_columns_of_a_list_only() {
    Map<CsvColumn, String> columns =
        Map.of(CsvColumn.APPOINTMENT, "no", CsvColumn.DATE, "day", CsvColumn.POSTCODE, "pc");
    assertThatThrownBy(() -> list(columns))
        .hasMessage("columns: expected appointment, date, time and attended, found postcode");
    assertThatThrownBy(() -> list(Map.of(CsvColumn.APPOINTMENT, "no")))
        .hasMessageStartingWith("columns: expected date");
    assertThat(list(Map.of(CsvColumn.APPOINTMENT, "no", CsvColumn.DATE, "day")).columns())
        .isPresent();
  }

  private static ListSettings list(Map<CsvColumn, String> columns) {
    return new ListSettings(
        Optional.empty(),
        Optional.of(columns),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void a_site_goes_by_the_name_it_has_here() {
    FeedSettings.Feed plain = feed("epr", Map.of(), "a");
    OwnCodes own =
        new OwnCodes(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Map.of("Riverside", List.of(new Code("urn:site", "R1")))));
    FeedSettings.Feed naming =
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
            plain.folder(),
            plain.limits(),
            plain.queueSignIns(),
            Optional.of(own),
            Optional.empty(),
            Optional.empty());
    FeedReader reader = new FeedReader(settings(Map.of("default", naming)));
    String text =
        "{'resourceType':'Location','id':'l','name':'RIVERSIDE HC','identifier':[{'system':'urn:site','value':'R%s'}]}";
    assertThat(Json.fact(PlaceFact.class, Json.read(reader, text.formatted(1))).name())
        .isEqualTo("Riverside");
    assertThat(Json.fact(PlaceFact.class, Json.read(reader, text.formatted(2))).name())
        .isEqualTo("RIVERSIDE HC");
  }
}
