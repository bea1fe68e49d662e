/**
 * Who is missing out: counts become rates with limits, small numbers are protected, and what may be
 * shown is released at fixed moments and published to Prometheus. Reads tallies and releases of the
 * record; never a person's name, and never two demographics at once.
 */
package org.attendancemonitor.equity;
