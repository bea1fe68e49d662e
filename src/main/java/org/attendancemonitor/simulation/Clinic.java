package org.attendancemonitor.simulation;

import java.util.List;

/**
 * A service of the synthetic trust.
 *
 * @param key its key in {@code services.yaml}
 * @param code SNOMED CT code of the service (UK Core care setting types)
 * @param display its name
 * @param community it is on the community feed
 * @param base log odds of a miss for the reference person
 * @param youngest youngest age in years, included
 * @param oldest oldest age in years, included
 * @param weight how often it is referred to
 * @param remote share of contacts by telephone or video
 * @param listed mean days a referral lies on its list before an appointment is booked
 */
record Clinic(
    String key,
    String code,
    String display,
    boolean community,
    double base,
    int youngest,
    int oldest,
    double weight,
    double remote,
    int listed) {

  static final List<Clinic> ALL =
      List.of(
          new Clinic(
              "physiotherapy",
              "722140001",
              "Physiotherapy service",
              false,
              -2.75,
              5,
              120,
              30,
              0.2,
              70),
          new Clinic(
              "podiatry", "310087009", "Podiatry service", true, -2.9, 18, 120, 18, 0.05, 42),
          new Clinic(
              "speech-and-language-therapy",
              "310101009",
              "Speech and language therapy service",
              false,
              -2.95,
              16,
              120,
              9,
              0.3,
              21),
          new Clinic(
              "childrens-speech-and-language-therapy",
              "310104001",
              "Child speech and language therapy service",
              true,
              -2.5,
              2,
              15,
              40,
              0.1,
              90),
          new Clinic(
              "dietetics",
              "310091004",
              "Community-based dietetics service",
              true,
              -2.35,
              5,
              120,
              12,
              0.45,
              21),
          new Clinic(
              "occupational-therapy",
              "310093001",
              "Occupational therapy service",
              true,
              -2.8,
              5,
              120,
              12,
              0.1,
              49),
          new Clinic("orthotics", "310109006", "Orthotics service", false, -2.9, 2, 120, 8, 0, 14),
          new Clinic(
              "orthoptics", "310106004", "Orthoptics service", false, -2.6, 2, 40, 14, 0, 42),
          new Clinic(
              "pulmonary-rehabilitation",
              "2461000175101",
              "Pulmonary rehabilitation service",
              false,
              -2.3,
              35,
              120,
              0,
              0,
              0));

  /** The one that is held in classes; nobody is referred to it for single appointments. */
  static Clinic classes() {
    return ALL.get(ALL.size() - 1);
  }

  boolean takes(int age) {
    return age >= youngest && age <= oldest;
  }

  /** The places where it is held. */
  List<Site> sites() {
    return Site.ALL.stream().filter(site -> site.community() == community).toList();
  }

  /** Logical id of its HealthcareService resource. */
  String id() {
    return "hs-" + key;
  }
}
