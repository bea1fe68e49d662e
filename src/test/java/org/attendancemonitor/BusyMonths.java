package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Attempt;
import org.attendancemonitor.record.Referrals;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.yaml.snakeyaml.Yaml;

/**
 * Some months of a made-up trust, with everything that happens in the case folders among it, and
 * with people who work on tasks.
 */
final class BusyMonths {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Path AREAS = Path.of("config/reference/imd2025-lsoa2021-england.csv");
  private static final int ACTS_EVERY = 4;
  private static final Map<TaskKind, String> OUTCOMES =
      Map.of(
          TaskKind.SUPPORT_ATTENDANCE, "reason-known",
          TaskKind.RE_OFFER, "declined-support",
          TaskKind.WAITING_WELL, "unchanged",
          TaskKind.RECORD_OUTCOME, "not-obtainable",
          TaskKind.DISCHARGE_REVIEW, "reviewed");
  private static final List<ActionFact.Verb> NEXT =
      List.of(
          ActionFact.Verb.CONTACT,
          ActionFact.Verb.CONTACT,
          ActionFact.Verb.COMPLETE,
          ActionFact.Verb.COMPLETE,
          ActionFact.Verb.HOLD,
          ActionFact.Verb.RELEASE);
  private static final Actor ANNA =
      new Actor("anna", Set.of("clinician", "coordinator", "manager"), "HCPC:PH12345");

  private final Played played;
  private final Random random = new Random(11);
  private final Map<String, Set<Long>> peopleOfCases = new HashMap<>();
  private int acts;

  /** What happens at a moment. */
  private record Happening(Instant at, What what) {}

  private interface What {
    void happen() throws Exception;
  }

  BusyMonths(Played played) {
    this.played = played;
  }

  /** How many acts of people were allowed. */
  int acts() {
    return acts;
  }

  /**
   * Plays them.
   *
   * @param without a case that is left out
   */
  void play(int patients, int days, LocalDate end, String without) throws Exception {
    List<Happening> all = new ArrayList<>();
    Trust trust = new Trust(TrustPlan.of(patients, days, end, 7, Lsoa.read(AREAS)));
    for (SimulatedEvent event : trust.history().toList()) {
      all.add(new Happening(event.at(), () -> told(event)));
    }
    for (String name : CasesTest.cases()) {
      if (!name.equals(without) && policy(name).isEmpty()) {
        addCase(name, all);
      }
    }
    all.removeIf(one -> !one.at.isBefore(trust.plan().historyEnd()));
    all.sort(Comparator.comparing(Happening::at));
    for (Happening one : all) {
      Instant next = played.now().plusSeconds(2);
      played.until(one.at.isAfter(next) ? one.at : next);
      one.what.happen();
    }
  }

  private void told(SimulatedEvent event) throws Exception {
    played.send(event.json(), event.feed());
    if (random.nextInt(ACTS_EVERY) == 0) {
      work();
    }
  }

  /** Somebody does something with a task, as far as it may be done. */
  private void work() throws Exception {
    List<String> open =
        played
            .record()
            .queryForList(
                "SELECT id FROM support_task WHERE is_open = 1 ORDER BY id", String.class);
    if (open.isEmpty()) {
      return;
    }
    SupportTask task =
        played
            .monitor()
            .part(Tasks.class)
            .read(open.get(random.nextInt(open.size())))
            .orElseThrow();
    boolean reached = random.nextInt(3) == 0;
    Channel channel = random.nextBoolean() ? Channel.PHONE : Channel.LETTER;
    ActionFact.Verb verb =
        task.owner() == null ? ActionFact.Verb.CLAIM : NEXT.get(random.nextInt(NEXT.size()));
    Act act =
        new Act(
            task.id(),
            null,
            verb,
            ANNA,
            verb == ActionFact.Verb.COMPLETE ? OUTCOMES.get(task.kind()) : null,
            null,
            verb == ActionFact.Verb.HOLD ? played.now().plusSeconds(3 * 86_400) : null,
            Map.of(),
            null,
            verb == ActionFact.Verb.CONTACT
                ? new Attempt(channel, reached, null, List.of(), List.of(), false, List.of())
                : null);
    played.until(played.now().plusSeconds(2));
    Verdict verdict = played.act(new Asked.WithTask(act));
    acts += verdict.entries().isEmpty() ? 0 : 1;
  }

  private static Map<?, ?> policy(String name) throws IOException {
    Map<String, Object> expected =
        new Yaml().load(Files.readString(CASES.resolve(name).resolve("expected.yaml")));
    return (Map<?, ?>) expected.getOrDefault("policy", Map.of());
  }

  private void addCase(String name, List<Happening> all) throws IOException {
    Instant at = Instant.MIN;
    for (String line : Files.readAllLines(CASES.resolve(name).resolve("events.ndjson"))) {
      if (line.startsWith("#")) {
        String local = line.substring(1).strip().split("\\s", 2)[0];
        at = LocalDateTime.parse(local).atZone(Assembly.LONDON).toInstant();
      } else {
        String text = line.replace("{case}", name);
        all.add(new Happening(at, () -> ofCase(name, text)));
      }
    }
  }

  private void ofCase(String name, String line) throws Exception {
    Set<Long> people = peopleOfCases.computeIfAbsent(name, n -> new TreeSet<>());
    JsonNode json = new ObjectMapper().readTree(line);
    if (json.has("act")) {
      Referrals referrals = new Referrals(played.monitor().part(Store.class));
      List<SupportTask> tasks =
          played.tasks().stream().filter(task -> people.contains(task.patient())).toList();
      played.act(CaseActs.asked(json, tasks, referrals, played.now()));
    } else {
      played.send(line, "default").entries().stream()
          .map(Verdict.EntryVerdict::patientRow)
          .filter(java.util.Objects::nonNull)
          .forEach(people::add);
    }
  }
}
