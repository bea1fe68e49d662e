/** Who may do what: users, roles, sign-in. Decides nothing about patients. */
package org.attendancemonitor.access;
