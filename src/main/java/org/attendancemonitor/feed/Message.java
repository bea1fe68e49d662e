package org.attendancemonitor.feed;

import java.util.List;

/**
 * A read message.
 *
 * @param id Bundle.identifier or Bundle.id; null for a resource that came alone, or where the
 *     sender gave none
 * @param atomic all entries are kept or none (transaction, message); else each stands alone (batch,
 *     collection, searchset, history, a single resource)
 * @param entries in the message's own order; never empty
 */
public record Message(String id, boolean atomic, List<Entry> entries) {}
