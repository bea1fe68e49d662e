/**
 * The pages people work from: lists, one task with everything known about it, and the forms by
 * which they say what they did. Shows what the record holds and what the policy says; decides
 * nothing.
 */
package org.attendancemonitor.worklist;
