/**
 * Files become checked settings, or every problem of every file at once with its line: what a room
 * declares as a record, this room fills. Holds the reference data too.
 */
package org.attendancemonitor.configuration;
