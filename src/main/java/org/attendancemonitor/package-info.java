/**
 * The commands, and the one place where the rooms are put together: settings are read and checked
 * first, and each room is handed its own.
 */
package org.attendancemonitor;
