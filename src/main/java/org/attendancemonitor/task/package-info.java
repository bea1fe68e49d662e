/** Support tasks and flags as FHIR R4 resources. Mapping only: nothing here decides or stores. */
package org.attendancemonitor.task;
