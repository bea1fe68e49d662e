/**
 * Faults, made on purpose. Starts services of its own as processes in throw-away folders, sends
 * them events as persistent senders do, does to them what happens to machines (killed, paused, out
 * of room), and compares what they kept with what they acknowledged. It knows nothing of risk and
 * policy: a miss that stands has a task, that is all.
 */
package org.attendancemonitor.fault;
