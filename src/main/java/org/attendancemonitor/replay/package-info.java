/** Derives stored facts again under another policy, in memory, and writes nothing. */
package org.attendancemonitor.replay;
