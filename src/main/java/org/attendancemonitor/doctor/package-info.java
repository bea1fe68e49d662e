/**
 * Looks at a feed before it is connected: takes messages as their sender would send them, reads
 * them as the intake would, and says what was understood, what was not, and what the sender should
 * change. It keeps nothing, changes nothing, and repeats nothing that a message says about a
 * person.
 */
package org.attendancemonitor.doctor;
