package org.attendancemonitor.equity;

import org.attendancemonitor.record.PatientVisitor;

/**
 * Works out figures of one release from single patients: sees each of them once, with every due
 * appointment of at least the 52 weeks that the release counts, and is asked for figures after
 * that. One is made for each release; several may share one pass, so it has to look for itself
 * which days are its own.
 */
interface PatientStatistic extends PatientVisitor, Statistic {}
