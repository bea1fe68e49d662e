/**
 * Backups: copies what the service keeps, so that all of it fits together, and puts it back. It
 * knows files and messages, and nothing of what they say.
 */
package org.attendancemonitor.backup;
