package org.attendancemonitor.report;

import java.util.Optional;

/** Writes one section of the page, from released figures only. */
interface Chapter {

  /** The section; nothing where the page can do without it. */
  Optional<Section> of(Reported reported);
}
