/**
 * The record: facts as they were stated, who is linked with whom, and what was derived, in SQL. It
 * stores and finds; it decides nothing about attendance or support.
 */
package org.attendancemonitor.record;
