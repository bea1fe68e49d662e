/**
 * Compares a record system's own list of its appointments with what is known here. It finds out
 * what was lost on the way and changes nothing: no fact, no task, and absence is never a miss.
 */
package org.attendancemonitor.reconciliation;
