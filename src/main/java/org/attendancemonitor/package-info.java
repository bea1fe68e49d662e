/**
 * The commands, and the wiring of the rooms: configuration is read and checked here, and handed to
 * each room as its own settings record.
 */
package org.attendancemonitor;
