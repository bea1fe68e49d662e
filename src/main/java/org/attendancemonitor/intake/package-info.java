/** The one way into the record: the batch, the lanes, the lock. */
package org.attendancemonitor.intake;
