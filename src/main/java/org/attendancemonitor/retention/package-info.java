/** How long what is kept may be kept, and that it goes after that. */
package org.attendancemonitor.retention;
