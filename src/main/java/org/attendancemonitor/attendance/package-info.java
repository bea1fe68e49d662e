/**
 * The words of the product: facts as a sender states them, the record assembled from them, and what
 * is derived for people to act on. Plain values over {@code java.*}; nothing here reads, stores or
 * decides.
 */
package org.attendancemonitor.attendance;
