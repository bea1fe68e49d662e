package org.attendancemonitor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.feed.FolderSettings;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Mentioned;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.WayIn;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of watched folders: takes one file. How far it is stands in the record, changed together
 * with the dead letters of what could not be used: after a kill the rest is taken, and nothing
 * twice. What was on its way at that moment comes again and is known already.
 */
public final class FolderDoor {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDoor.class);

  private final FeedReader reader;
  private final FeedSettings feeds;
  private final RoutedIntake intake;
  private final Store store;
  private final DeadLetters deadLetters;
  private final Mentioned mentioned;
  private final Marks marks;
  private final FeedRates rates;
  private final Clock clock;
  private final CamelContext camel;

  /**
   * @param rates how fast a feed's files are read
   * @param camel at whose end no more is sent than is on its way
   */
  FolderDoor(
      FeedReader reader,
      FeedSettings feeds,
      RoutedIntake intake,
      Store store,
      DeadLetters deadLetters,
      Mentioned mentioned,
      Marks marks,
      FeedRates rates,
      Clock clock,
      CamelContext camel) {
    this.reader = reader;
    this.feeds = feeds;
    this.intake = intake;
    this.store = store;
    this.deadLetters = deadLetters;
    this.mentioned = mentioned;
    this.marks = marks;
    this.rates = rates;
    this.clock = clock;
    this.camel = camel;
  }

  /**
   * Takes a file; one that is not complete stays where it is.
   *
   * @param file as the route found it
   * @param feed name in {@code feeds.yaml}
   * @throws IOException when the file cannot be read or moved; it is tried again
   */
  public void take(File file, String feed) throws IOException, InterruptedException {
    FolderSettings folder = feeds.feed(feed).folder().orElseThrow();
    DroppedFile dropped = new DroppedFile(file.toPath(), folder);
    if (!dropped.complete()) {
      return;
    }
    String mark = dropped.mark();
    try {
      FileProgress progress = send(dropped.path(), feed, mark);
      dropped.leave(FileReport.taken(feed, clock.instant(), progress));
      LOG.info(
          "Feed {}: a file of {} messages was taken, {} of them rejected or in conflict",
          feed,
          progress.messages(),
          progress.rejected() + progress.conflicts());
    } catch (FileRefusedException refusal) {
      dropped.refuse(FileReport.refused(feed, clock.instant(), refusal));
      LOG.warn("Feed {}: a file was refused: {}", feed, refusal.reason().word);
    }
    marks.remove(mark);
  }

  private FileProgress send(Path file, String feed, String mark)
      throws IOException, InterruptedException {
    FileProgress[] progress = {marks.get(mark).map(FileProgress::read).orElse(FileProgress.NONE)};
    try (IntakeLines lines = new IntakeLines(reader, intake, clock, feed, false)) {
      new FileParts(
              new PacedLines(lines, rates, feed, camel::isStopping),
              reader.form(feed),
              camel::isStopping)
          .send(
              file,
              progress[0].line(),
              bytes -> {},
              (messages, verdicts) ->
                  progress[0] = keep(feed, mark, progress[0], messages, verdicts));
    }
    return progress[0];
  }

  private FileProgress keep(
      String feed,
      String mark,
      FileProgress before,
      List<FileMessage> messages,
      List<Verdict> verdicts) {
    return store.inTransaction(
        () -> {
          FileProgress after = before;
          for (int i = 0; i < messages.size(); i++) {
            after = after.and(messages.get(i), verdicts.get(i));
            for (var fault : FileProgress.faults(messages.get(i), verdicts.get(i))) {
              keep(feed, messages.get(i), fault);
            }
          }
          marks.set(mark, after.write());
          return after;
        });
  }

  private void keep(String feed, FileMessage message, FileProgress.Fault fault) {
    byte[] bytes = message.text().getBytes(StandardCharsets.UTF_8);
    deadLetters.keep(
        DeadLetter.received(
            feed,
            reader.source(feed),
            WayIn.FOLDER.word(),
            clock.instant(),
            fault.reason(),
            fault.place(),
            fault.text()),
        bytes,
        mentioned.rows(WayIn.FOLDER, feed, bytes, fault.place()));
  }
}
