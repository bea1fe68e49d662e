/**
 * {@code /fhir}: FHIR R4 over HTTP. Takes events in and answers after they are durable; lets tasks
 * and flags be read. Says which entry and which path is at fault, and never repeats what was sent.
 * {@code /cds-services}: CDS Hooks. Answers a record system that asks before something happens.
 */
package org.attendancemonitor.api;
