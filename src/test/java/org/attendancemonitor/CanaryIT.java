package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Launched;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Values with marks of their own in every field that could tell who somebody is go in by every way,
 * in good messages and in bad ones, on a database that quotes rows in its errors. None of them may
 * come out in a log, a metric, an answer, a thread's name or a command's output, in any usual
 * spelling; the one exception is {@code dead-letters show}.
 */
class CanaryIT {
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final String NHS_NUMBER = "9990000018";

  private static final List<String> CANARIES =
      List.of(
          "Zqxfamily",
          "Zqxgiven",
          "Zqxnickname",
          "Zqxnarrative",
          "zqxmail@example.org",
          "07700900765",
          "Zqxstreet 7",
          "Zqxtown",
          "ZQ1 9QX",
          "1931-07-19",
          NHS_NUMBER,
          "zqx-patient-id",
          "ZQXHOSPITALNO",
          "zqx-appointment-id",
          "ZQXUBRN",
          "Zqxcomment",
          "Zqxinstruction",
          "Zqxdisplay",
          "zqx-referral-id",
          "Zqxnote",
          "zqx-relative-id",
          "Zqxrelative",
          "zqx-contact-id",
          "Zqxpayload",
          "zqx-flag-id",
          "Zqxflagtext",
          "zqxpoison-id",
          "Zqxbadvalue",
          "zqx-unknown-id",
          "Zqxactnote",
          "Zqxbadact");

  private static final String PATIENT =
      """
      {"resourceType": "Patient", "id": "zqx-patient-id",
       "text": {"status": "generated",
        "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Zqxnarrative</div>"},
       "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"},
        {"system": "https://epr.example.org/hospital-number", "value": "ZQXHOSPITALNO"}],
       "name": [{"use": "official", "family": "Zqxfamily", "given": ["Zqxgiven"]},
        {"use": "nickname", "text": "Zqxnickname"}],
       "telecom": [{"system": "phone", "value": "07700900765"},
        {"system": "email", "value": "zqxmail@example.org"}],
       "gender": "female", "birthDate": "1931-07-19",
       "address": [{"line": ["Zqxstreet 7"], "city": "Zqxtown", "postalCode": "ZQ1 9QX"}]}""";

  private static final String REFERRAL =
      """
      {"resourceType": "ServiceRequest", "id": "zqx-referral-id", "status": "active",
       "intent": "order", "note": [{"text": "Zqxnote"}],
       "code": {"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]},
       "subject": {"reference": "Patient/zqx-patient-id", "display": "Zqxdisplay"}}""";

  private static final String RELATIVE =
      """
      {"resourceType": "RelatedPerson", "id": "zqx-relative-id",
       "patient": {"reference": "Patient/zqx-patient-id"}, "name": [{"family": "Zqxrelative"}]}""";

  private static final String FLAG =
      """
      {"resourceType": "Flag", "id": "zqx-flag-id", "status": "active",
       "code": {"text": "Zqxflagtext"}, "subject": {"reference": "Patient/zqx-patient-id"}}""";

  private static final String CONTACT =
      """
      {"resourceType": "Communication", "id": "zqx-contact-id", "status": "not-done",
       "subject": {"reference": "Patient/zqx-patient-id"}, "sent": "2026-11-19T10:00:00Z",
       "about": [{"reference": "Appointment/zqx-appointment-id"}],
       "payload": [{"contentString": "Zqxpayload"}]}""";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> answers = new ArrayList<>();

  @Test
  void nothingThatTellsWhoSomebodyIsComesOutWhereItMustNot() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      ScratchHome home = new ScratchHome(folder);
      home.set("attendance.store.url", server.getJdbcUrl("postgres", "postgres"))
          .set("attendance.store.user", "postgres");
      home.user(ScratchHome.FEED, "feed");
      home.user("clinic", "clinician");
      Map<String, String> found = new LinkedHashMap<>();
      Launched service = home.serve();
      try (Store store = home.store()) {
        poison(store);
        overHttp(home);
        overTheQueue(home);
        fromFiles(home);
        search(home);
        act(home);
        askBefore(home);
        found.put("addresses, titles and headers of pages", browse(home));
        // A message that stands or falls as a whole is one letter; two of them can be used.
        await().atMost(WITHIN).until(() -> count(store, "dead_letter") >= messages().size() - 2);
        assertThat(home.run(WITHIN, "dead-letters", "list").output()).contains("unparsable");
        home.run(WITHIN, "users", "list");
        home.run(WITHIN, "rederive");
        found.put("metrics", get(home.management("/prometheus")));
        found.put("health", get(home.management("/health")));
        found.put("threads", threads(service));
        found.put("audit trails", entries(store));
        assertThat(everythingKept(store))
            .as("canaries are in the record")
            .contains("zqx-patient-id");
      } finally {
        service.terminate();
        service.waitFor(Duration.ofSeconds(60));
        service.close();
      }
      found.put("answers", String.join("\n", answers));
      found.put("output of the service and the commands", home.allOutput());
      TreeSet<String> seen = new TreeSet<>();
      found.forEach((place, text) -> seen.addAll(canaries(place, text)));
      assertThat(seen).as("canaries where they must not be").isEmpty();
    }
  }

  /** Everything good once, and bad in many ways. */
  private static List<String> messages() {
    String appointment = appointment("zqx-appointment-id");
    return List.of(
        PATIENT.substring(0, PATIENT.length() - 40),
        PATIENT.replace("\"1931-07-19\"", "\"Zqxbadvalue\""),
        PATIENT.replace("\"gender\": \"female\"", "\"gender\": \"Zqxbadvalue\""),
        PATIENT.replace("\"name\": [", "\"name\": \"Zqxbadvalue\", \"name\": ["),
        appointment.replaceFirst("\"start\": \"[^\"]*\"", "\"start\": \"Zqxbadvalue\""),
        appointment.replace("\"noshow\"", "\"Zqxbadvalue\""),
        appointment.replaceFirst(
            "\"reference\": \"Patient/[^\"]*\"", "\"display\": \"Zqxdisplay\""),
        "Zqxfamily " + PATIENT,
        Fhir.bundle(
            "transaction", List.of(PATIENT, appointment.replace("\"noshow\"", "\"Zqxbadvalue\""))),
        appointment("zqxpoison-id"));
  }

  private static String appointment(String id) {
    return Fhir.appointment(id, "zqx-patient-id", "noshow", YESTERDAY, YESTERDAY.plusSeconds(60))
        .replace(
            "\"participant\"",
            "\"identifier\": [{\"system\": \"https://epr.example.org/ubrn\", \"value\":"
                + " \"ZQXUBRN"
                + (id.contains("poison") ? "2" : "")
                + "\"}], \"comment\": \"Zqxcomment\", \"description\": \"Zqxnote\","
                + " \"patientInstruction\": \"Zqxinstruction\", \"participant\"");
  }

  private static void poison(Store store) {
    new JdbcTemplate(store.writer())
        .execute(
            "ALTER TABLE attendance ADD CONSTRAINT poison"
                + " CHECK (appointment NOT LIKE '%zqxpoison%')");
  }

  private void overHttp(ScratchHome home) throws Exception {
    for (String good :
        List.of(PATIENT, REFERRAL, RELATIVE, FLAG, CONTACT, appointment("zqx-appointment-id"))) {
      HttpResponse<String> answer = send(home, good);
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }
    for (String bad : messages()) {
      HttpResponse<String> answer = send(home, bad);
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
    }
  }

  private HttpResponse<String> send(ScratchHome home, String json) throws Exception {
    boolean single = json.startsWith("{\"resourceType\"") && !json.contains("\"Bundle\"");
    String path =
        single
            ? "/"
                + json.replaceAll("(?s).*?\"resourceType\": \"(\\w+)\".*", "$1")
                + "/"
                + json.replaceAll("(?s).*?\"id\": \"([^\"]+)\".*", "$1")
            : "";
    return call(
        ScratchHome.FEED,
        HttpRequest.newBuilder(URI.create(home.fhir() + path))
            .header("Content-Type", "application/fhir+json")
            .method(single ? "PUT" : "POST", HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> call(String user, HttpRequest.Builder request) throws Exception {
    String pair = user + ":" + ScratchHome.PASSWORD;
    HttpResponse<String> answer =
        client.send(
            request
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    answers.add(answer.body());
    return answer;
  }

  private static void overTheQueue(ScratchHome home) throws Exception {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(home.broker());
        Connection connection = factory.createConnection(ScratchHome.FEED, ScratchHome.PASSWORD);
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer =
            session.createProducer(session.createQueue("attendance.events"))) {
      for (String message : messages()) {
        producer.send(session.createTextMessage(message));
      }
      producer.send(session.createTextMessage(PATIENT));
      session.commit();
    }
  }

  private void fromFiles(ScratchHome home) throws Exception {
    List<String> lines = new ArrayList<>();
    messages().forEach(message -> lines.add(message.replace("\n", " ")));
    Path file = Files.write(home.file("events.ndjson"), lines);
    Home.Ran ran = home.run(WITHIN, "load", file.toString());
    assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
  }

  /** What was asked may come back to who asked: these answers are not searched. */
  private void search(ScratchHome home) throws Exception {
    int told = answers.size();
    call(
        "clinic",
        HttpRequest.newBuilder(URI.create(home.fhir() + "/Task?patient=Patient/zqx-patient-id")));
    call(
        "clinic",
        HttpRequest.newBuilder(URI.create(home.fhir() + "/Task?patient.identifier=" + NHS_NUMBER)));
    call(
        "clinic",
        HttpRequest.newBuilder(URI.create(home.fhir() + "/Task/_search"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("patient.identifier=" + NHS_NUMBER)));
    call("clinic", HttpRequest.newBuilder(URI.create(home.fhir() + "/Task/zqx-unknown-id")));
    call("clinic", HttpRequest.newBuilder(URI.create(home.fhir() + "/Zqxfamily/zqx-unknown-id")));
    answers.subList(told, answers.size()).clear();
  }

  /** People act, with notes, and badly; only the refusals are searched. */
  private void act(ScratchHome home) throws Exception {
    HttpResponse<String> open =
        call("clinic", HttpRequest.newBuilder(URI.create(home.fhir() + "/Task/$worklist")));
    String task = open.body().replaceAll("(?s).*?\"Task\",\"id\":\"([^\"]+)\".*", "$1");
    String note = "{\"name\": \"note\", \"valueString\": \"Zqxactnote\"}";
    String contact =
        "{\"name\": \"channel\", \"valueCode\": \"phone\"},"
            + " {\"name\": \"reached\", \"valueBoolean\": false}, ";
    assertThat(operate(home, task, "claim", note).statusCode()).isEqualTo(200);
    assertThat(operate(home, task, "record-contact", contact + note).statusCode()).isEqualTo(200);
    answers.subList(answers.size() - 3, answers.size()).clear();
    for (String bad :
        List.of(
            "{\"name\": \"outcome\", \"valueCode\": \"Zqxbadact\"}, " + note,
            "{\"name\": \"Zqxbadact\", \"valueString\": \"Zqxbadact\"}",
            "{\"name\": \"outcome\", \"valueZqxbadact\": \"Zqxbadact\"}",
            "Zqxbadact")) {
      assertThat(operate(home, task, "complete", bad).statusCode()).isBetween(400, 499);
    }
  }

  private HttpResponse<String> operate(ScratchHome home, String task, String name, String parts)
      throws Exception {
    return call(
        "clinic",
        HttpRequest.newBuilder(URI.create(home.fhir() + "/Task/" + task + "/$" + name))
            .header("Content-Type", "application/fhir+json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"resourceType\": \"Parameters\", \"parameter\": [" + parts + "]}")));
  }

  /**
   * Somebody works from the pages, with faults, a session that ends and lists taken out. The pages
   * themselves tell who somebody is; what a browser, a proxy or a history keeps of them must not.
   */
  private static String browse(ScratchHome home) {
    StringBuilder seen = new StringBuilder();
    try (DebianChromium chromium = DebianChromium.start();
        DebianChromium.Window window = chromium.window(1280, false)) {
      Page page = window.page();
      page.onRequest(request -> seen.append(request.url()).append(request.headers()).append('\n'));
      page.onResponse(response -> seen.append(response.headers()).append('\n'));
      page.onLoad(shown -> seen.append(shown.url()).append('\n'));
      String base = home.fhir().replaceAll("/fhir$", "");
      window.signIn(base, "Zqxfamily", "Zqxgiven");
      assertThat(page.textContent("main")).contains("There is a problem");
      window.signIn(base, "clinic", ScratchHome.PASSWORD);
      page.click("tbody a:has-text('Zqxfamily')");
      assertThat(page.textContent("main")).contains("07700900765");
      seen.append(page.title()).append('\n');
      for (String form : List.of("Record a contact", "Put on hold", "Finish")) {
        String task = page.url();
        page.click(".app-actions a:has-text('" + form + "')");
        page.fill("#note", "Zqxactnote 07700900765");
        page.click("main button[type=submit]");
        assertThat(page.title()).startsWith("Error: ");
        seen.append(page.title()).append('\n');
        page.navigate(task);
      }
      page.click(".app-actions a:has-text('Record a contact')");
      page.getByLabel("Telephone", new Page.GetByLabelOptions().setExact(true)).check();
      page.check("#reached-2");
      page.fill("#note", "Zqxactnote");
      window.context().clearCookies();
      page.click("main button[type=submit]");
      page.fill("#name", "clinic");
      page.fill("#password", ScratchHome.PASSWORD);
      page.click("main button[type=submit]");
      assertThat(page.inputValue("#note")).as("the draft came back").isEqualTo("Zqxactnote");
      page.click("main button[type=submit]");
      assertThat(page.textContent(".app-timeline")).contains("Zqxactnote");
      page.navigate(base + "/worklist");
      page.click("text=Print view");
      assertThat(page.textContent("main")).contains("Zqxfamily");
      seen.append(page.title()).append('\n');
      page.navigate(base + "/worklist");
      seen.append(page.waitForDownload(() -> page.click("text=Download as CSV")).url());
      page.navigate(base + "/worklist/people");
      page.fill("#name", "Zqxfamily");
      page.fill("#nhs", "07700900765");
      page.click("main button[type=submit]");
      assertThat(page.title()).startsWith("Error: ");
      page.fill("#nhs", "");
      page.click("main button[type=submit]");
      seen.append(page.title()).append('\n');
      page.click("h2 a:has-text('Zqxfamily')");
      assertThat(page.textContent("main")).contains("Zqxactnote");
      seen.append(page.title()).append('\n');
      page.navigate(base + "/worklist");
      page.click("text=Sign out");
    }
    return seen.toString();
  }

  /** What is kept of who looked at whom, and changed what. */
  private static String entries(Store store) {
    JdbcTemplate all = new JdbcTemplate(store.reader());
    StringBuilder entries = new StringBuilder();
    for (String table : List.of("audit_event", "change_event")) {
      String schema =
          all.queryForObject(
              "SELECT min(table_schema) FROM information_schema.tables WHERE table_name = ?",
              String.class,
              table);
      List<String> bodies =
          all.queryForList("SELECT body FROM " + schema + "." + table, String.class);
      assertThat(bodies).as(table).isNotEmpty();
      bodies.forEach(body -> entries.append(body).append('\n'));
    }
    return entries.toString();
  }

  /** An EPR asks before it books or discharges: cards carry needs, and nothing of who it is. */
  private void askBefore(ScratchHome home) throws Exception {
    String call =
        "{\"hook\": \"HOOK\", \"hookInstance\": \"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\","
            + " \"context\": {\"userId\": \"Practitioner/1\", \"patientId\":"
            + " \"zqx-patient-id\", \"encounterId\": \"zqx-unknown-id\", \"appointments\":"
            + " {\"resourceType\": \"Bundle\", \"type\": \"collection\"}},"
            + " \"prefetch\": {\"patient\": "
            + PATIENT
            + "}}";
    for (String service : List.of("discharge-check", "appointment-book")) {
      String hook = service.equals("discharge-check") ? "encounter-discharge" : service;
      assertThat(hook(home, service, call.replace("HOOK", hook)).statusCode()).isEqualTo(200);
      assertThat(hook(home, service, call.replace("HOOK", "Zqxbadact")).statusCode())
          .isEqualTo(400);
      assertThat(hook(home, service, "Zqxbadact").statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<String> hook(ScratchHome home, String service, String json)
      throws Exception {
    String base = home.fhir().replaceAll("/fhir$", "");
    return call(
        ScratchHome.FEED,
        HttpRequest.newBuilder(URI.create(base + "/cds-services/" + service))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private String get(String address) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String threads(Launched service) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process dump =
        new ProcessBuilder(jcmd.toString(), Long.toString(service.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("jms-batch-1");
    return text;
  }

  private static long count(Store store, String table) {
    Long count =
        new JdbcTemplate(store.reader())
            .queryForObject("SELECT count(*) FROM " + table, Long.class);
    return count == null ? 0 : count;
  }

  private static String everythingKept(Store store) {
    return String.join(
        "\n",
        new JdbcTemplate(store.reader())
            .queryForList("SELECT key_text || body FROM fact", String.class));
  }

  private static List<String> canaries(String place, String text) {
    String searched = text.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String canary : CANARIES) {
      for (String form : forms(canary)) {
        boolean seen =
            form.startsWith("base64:")
                ? text.contains(form.substring(7))
                : searched.contains(form.toLowerCase(Locale.ROOT));
        if (seen) {
          found.add(canary + " as " + form + " in " + place + ": " + line(text, form));
        }
      }
    }
    return found;
  }

  private static String line(String text, String form) {
    String wanted = form.replace("base64:", "").toLowerCase(Locale.ROOT);
    return text.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains(wanted))
        .map(line -> line.substring(0, Math.min(line.length(), 300)))
        .findFirst()
        .orElse("");
  }

  /** As it is, in groups as NHS numbers are written, letter by letter, in base64, in addresses. */
  private static List<String> forms(String canary) {
    List<String> forms = new ArrayList<>();
    forms.add(canary);
    forms.add(String.join(" ", canary.split("")));
    if (canary.matches("\\d{10}")) {
      forms.add(canary.replaceFirst("(...)(...)(....)", "$1 $2 $3"));
      forms.add(canary.replaceFirst("(...)(...)(....)", "$1-$2-$3"));
    }
    forms.add(URLEncoder.encode(canary, StandardCharsets.UTF_8));
    for (int before = 0; before < 3; before++) {
      byte[] bytes = (" ".repeat(before) + canary).getBytes(StandardCharsets.UTF_8);
      String coded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      // The first and last letters depend on the neighbours.
      forms.add("base64:" + coded.substring(before == 0 ? 0 : before + 1, coded.length() - 1));
    }
    return forms;
  }
}
