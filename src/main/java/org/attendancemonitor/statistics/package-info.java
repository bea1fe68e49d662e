/**
 * The methods of the field as pure functions: intervals, gaps, gradients, standardised rates,
 * charts of services and of time, waits and queues, each with its source and checked against
 * reference values of published packages. Numbers in, numbers out: it knows neither patients nor
 * services, neither releases nor what may be shown.
 */
package org.attendancemonitor.statistics;
