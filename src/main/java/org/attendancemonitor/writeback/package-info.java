/**
 * Tells an EPR's own FHIR server of tasks and flags, and takes up what its people do with them.
 * What they state is judged like anybody's act: nothing here decides.
 */
package org.attendancemonitor.writeback;
