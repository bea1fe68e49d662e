/**
 * A release told to people: a page for a service and a period, to print, made of what anyone may
 * see of the stored releases and of nothing else. It says what the figures show, how sure that is,
 * what is left out, and claims no more.
 */
package org.attendancemonitor.report;
