package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Attempt;

/** Records an attempt to reach the person: how, when, with what result, and what was learnt. */
final class ContactForm implements ActForm {
  private static final List<Choice> CHANNELS =
      Arrays.stream(Channel.values())
          .map(channel -> new Choice(channel.name(), Words.channel(channel)))
          .toList();

  private static final List<Choice> RESULTS =
      List.of(
          new Choice("", "Not offered"),
          new Choice("accepted", "Accepted"),
          new Choice("declined", "Declined"),
          new Choice("tried", "Given"),
          new Choice("not-available", "Asked for, not available"));

  private final Map<String, String> reasons;
  private final Map<String, String> supports;
  private final List<Needs.Need> needs;

  ContactForm(Map<String, String> reasons, Map<String, String> supports, Needs needs) {
    this.reasons = new TreeMap<>(reasons);
    this.supports = new TreeMap<>(supports);
    this.needs = needs.recordable();
  }

  @Override
  public String path() {
    return "contact";
  }

  @Override
  public String template() {
    return "pages/contact";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    Map<String, String> first = new LinkedHashMap<>();
    task.supports().stream()
        .filter(supports::containsKey)
        .forEach(code -> first.put(code, supports.get(code)));
    Map<String, String> others = new LinkedHashMap<>(supports);
    others.keySet().removeAll(first.keySet());
    List<Choice> needChoices = new ArrayList<>();
    for (int i = 0; i < needs.size(); i++) {
      needChoices.add(new Choice(String.valueOf(i), needs.get(i).text()));
    }
    return Map.of(
        "channels",
        CHANNELS,
        "reasons",
        choices(reasons),
        "suggested",
        choices(first),
        "others",
        choices(others),
        "results",
        RESULTS,
        "needs",
        needChoices);
  }

  private static List<Choice> choices(Map<String, String> words) {
    return words.entrySet().stream()
        .map(entry -> new Choice(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    Optional<Channel> channel =
        Arrays.stream(Channel.values())
            .filter(it -> it.name().equals(typed.one("channel")))
            .findFirst();
    if (channel.isEmpty()) {
      faults.add("channel", "Select how you tried to reach the person");
    }
    String reached = typed.one("reached");
    if (!reached.equals("yes") && !reached.equals("no")) {
      faults.add("reached", "Select whether the person was reached");
    }
    boolean asked = typed.has("needsAsked", "yes");
    List<Code> recorded = new ArrayList<>();
    for (String index : typed.all("need")) {
      if (index.matches("[0-9]{1,3}") && Integer.parseInt(index) < needs.size()) {
        recorded.add(needs.get(Integer.parseInt(index)).code());
      }
    }
    if (reached.equals("no") && (asked || !recorded.isEmpty())) {
      faults.add("needsAsked", "Nobody who was not reached can have been asked about needs");
    }
    List<Offered> offered = new ArrayList<>();
    supports
        .keySet()
        .forEach(
            code -> {
              String result = typed.one("support-" + code);
              if (!result.isEmpty()) {
                offered.add(new Offered(code, result));
              }
            });
    Attempt attempt =
        new Attempt(
            channel.orElse(null),
            reached.equals("yes"),
            at(typed, now, faults),
            typed.all("reason").stream().filter(reasons::containsKey).toList(),
            offered,
            asked || !recorded.isEmpty(),
            recorded);
    return ActForm.contact(task, typed, actor, ActForm.note(typed, faults), attempt);
  }

  /** Null for now. */
  private static Instant at(FormValues typed, Instant now, FormFaults faults) {
    if (!typed.one("when").equals("earlier")) {
      return null;
    }
    LocalDate day = ActForm.date(typed, "at", faults, "Enter the day of the contact");
    try {
      LocalTime time = LocalTime.parse(typed.one("at-time").replace('.', ':'));
      Instant at = day == null ? null : day.atTime(time).atZone(Dates.LONDON).toInstant();
      if (at != null && at.isAfter(now)) {
        faults.add("at", "The contact cannot be later than now");
      }
      return at;
    } catch (DateTimeParseException none) {
      faults.add("at-time", "Enter the time of the contact, such as 14:30");
      return null;
    }
  }

  @Override
  public String next(SupportTask task) {
    String page = TaskView.decision(task);
    return page == null ? "" : "/" + page;
  }

  @Override
  public String done(SupportTask task) {
    return "The contact is recorded";
  }
}
