package org.attendancemonitor.simulation;

import java.util.List;

/**
 * A place of the synthetic trust.
 *
 * @param id logical id of its Location resource
 * @param name its name, invented
 * @param odsCode an ODS site code that is not in use
 * @param community it is on the community feed
 */
record Site(String id, String name, String odsCode, boolean community) {
  static final List<Site> ALL =
      List.of(
          new Site("site-1", "Example General Hospital", "ZZX01", false),
          new Site("site-2", "Sample Road Treatment Centre", "ZZX02", false),
          new Site("site-3", "Placeholder Park Health Centre", "ZZY01", true),
          new Site("site-4", "Specimen Street Clinic", "ZZY02", true),
          new Site("site-5", "Fictional Family Hub", "ZZY03", true));
}
