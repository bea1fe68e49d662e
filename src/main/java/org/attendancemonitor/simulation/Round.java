package org.attendancemonitor.simulation;

/**
 * What a round at full speed came to.
 *
 * @param perSecond messages a second: from the first send to the last commit, or, of a backlog,
 *     from the moment its portions are handed out to their last commits
 * @param offered messages a second that the sender sent meanwhile; 0 where it sent before
 * @param batch mean number of messages in a transaction of the service
 * @param spent meanwhile
 */
record Round(double perSecond, double offered, double batch, Spent spent) {}
