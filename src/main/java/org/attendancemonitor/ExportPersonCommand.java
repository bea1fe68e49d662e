package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.PersonExport;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.task.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is kept about one person, for that person: a subject access request. */
@Command(
    name = "export-person",
    mixinStandardHelpOptions = true,
    description = {
      "Writes everything kept about one person, and who looked at it, into a zip of JSON and a page",
      "to read. That it is done is written down in the audit first. Beside a running service or",
      "alone. Somebody must read it before it is given out: notes may tell of other people."
    })
final class ExportPersonCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Mixin private final PersonChoice person = new PersonChoice();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "OUT.zip", description = "where to write; must not be there yet")
  private Path file;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(file)) {
      throw new CannotRunException("OUT.zip: expected a file that is not there, found " + file);
    }
    Configuration configuration = folders.configuration();
    ServerSettings settings = configuration.settings(ServerSettings.class);
    Instant now = Monitor.clock(configuration).instant().truncatedTo(ChronoUnit.SECONDS);
    ReadOnlyRecord.openAudit(settings).close();
    ObjectNode all;
    try (Store record = ReadOnlyRecord.open(settings);
        Store audit = Store.openAudit(StoreAddress.of(settings), settings.data())) {
      Set<Long> rows = person.rows(new People(record));
      enter(audit, settings, rows, now);
      all = record.inTransaction(() -> read(record, audit, rows));
    }
    write(all, now);
    spec.commandLine()
        .getOut()
        .println("written to " + file + "; read it before you give it out, then delete it");
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** Before anything is read: what cannot be written down is not given out. */
  private static void enter(Store audit, ServerSettings settings, Set<Long> rows, Instant now)
      throws IOException {
    long row = rows.stream().min(Long::compare).orElseThrow();
    AuditTrail.ofReads(audit, DataFolder.auditChain(settings.data()))
        .append(
            List.of(
                new AuditEntry(
                    now,
                    "subject-access",
                    "command:" + System.getProperty("user.name"),
                    Set.of(),
                    null,
                    row,
                    "person",
                    List.of(),
                    null,
                    AuditEntry.DONE,
                    null)));
  }

  private static ObjectNode read(Store record, Store audit, Set<Long> rows) {
    PersonExport export = new PersonExport(record);
    ObjectNode all = export.of(rows);
    Set<String> things = export.things(rows);
    all.set("whoLooked", entries(export, audit, AuditBook.READS, rows, things));
    all.set("whoChanged", entries(export, record, AuditBook.CHANGES, rows, things));
    all.put("ourId", new Subject(rows.stream().min(Long::compare).orElseThrow(), null).id());
    return all;
  }

  private static com.fasterxml.jackson.databind.JsonNode entries(
      PersonExport export, Store store, AuditBook book, Set<Long> rows, Set<String> things) {
    return export.entries(new AuditEntries(store, book).about(rows, things));
  }

  /** For its owner only, and under its name when it is whole. */
  private void write(ObjectNode all, Instant now) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(part);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry("record.json"));
        zip.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("record.html"));
        zip.write(PersonPage.of(all, now.toString()).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      Files.move(part, file);
    } catch (FileAlreadyExistsException there) {
      throw new CannotRunException("OUT.zip: " + there.getFile() + " is there already");
    } catch (IOException failure) {
      Files.deleteIfExists(part);
      throw new CannotRunException(file + " cannot be written: " + Monitor.reason(failure));
    }
  }
}
