package org.attendancemonitor.writeback;

import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WriteBackEntries;

/**
 * Puts write-back together over a record.
 *
 * @param store the record
 * @param submitting where acts are handed over
 * @param token shown to the server; null where it asks for none
 * @param supportWords of support actions by S-code
 * @param random spreads the times of retries
 * @param stopping whether the service is about to end, or another node does this
 * @param clock tells the time
 */
public record WriteBackParts(
    Store store,
    Submitting submitting,
    SystemToken token,
    Map<String, String> supportWords,
    RandomGenerator random,
    BooleanSupplier stopping,
    Clock clock) {

  /** Write-back under these terms; nothing is noted or sent before it is told to. */
  public WriteBack under(WriteBackTerms terms) {
    Tasks tasks = new Tasks(store);
    CurrentFacts facts = new CurrentFacts(store);
    WriteBackEntries entries = new WriteBackEntries(store);
    Marks marks = new Marks(store);
    EprServer server = new EprServer(terms, token);
    ActorThere actor = new ActorThere(terms.source());
    BackOff backOff = new BackOff(terms.retryFrom(), random);
    Equalising equalising =
        new Equalising(
            server,
            entries,
            new Tellings(tasks, new Flags(store), facts, supportWords),
            new SubjectThere(terms.source(), new People(store), facts),
            new TakingUp(tasks, facts, submitting, actor, clock),
            new TaskThere(actor),
            backOff,
            clock);
    return new WriteBack(
        terms,
        entries,
        marks,
        equalising,
        new ReadBack(server, entries, marks),
        backOff,
        stopping,
        clock);
  }
}
