package org.attendancemonitor.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the attributes and groups of the figures are called on paper, in the order of the page. */
final class Names {

  /** Attributes of the patient, which tell who is missing out. */
  static final List<String> OF_PATIENTS =
      List.of(
          "deprivation_quintile",
          "ethnic_group",
          "age_band",
          "sex",
          "interpreter",
          "disability",
          "inclusion_health");

  /** Attributes of the patient that are needs: of interest is the group that has them. */
  static final List<String> NEEDS = List.of("interpreter", "disability", "inclusion_health");

  /** Attributes of the appointment, which tell how the service is offered. */
  static final List<String> OF_APPOINTMENTS = List.of("visit", "mode", "site");

  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "deprivation_quintile", "Deprivation, in fifths",
          "ethnic_group", "Ethnic group",
          "age_band", "Age",
          "sex", "Sex",
          "interpreter", "Interpreter needed",
          "disability", "Disability",
          "inclusion_health", "Inclusion health",
          "visit", "Visit",
          "mode", "How seen",
          "site", "Place");

  private static final Map<String, List<String>> ORDER =
      Map.of(
          "deprivation_quintile", List.of("1", "2", "3", "4", "5", "unknown"),
          "ethnic_group",
              List.of("asian", "black", "mixed", "other", "white", "not_stated", "not_known"),
          "age_band",
              List.of(
                  "0-4", "5-15", "16-17", "18-24", "25-34", "35-49", "50-64", "65-74", "75-84",
                  "85+", "unknown"),
          "sex", List.of("female", "male", "other", "unknown"),
          "visit", List.of("first", "follow_up", "unknown"),
          "mode", List.of("in_person", "telephone", "video", "home_visit", "group", "unknown"));

  private static final List<String> YES_NO = List.of("yes", "no", "unknown");

  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("deprivation_quintile 1", "Most deprived"),
          Map.entry("deprivation_quintile 2", "Second fifth"),
          Map.entry("deprivation_quintile 3", "Middle fifth"),
          Map.entry("deprivation_quintile 4", "Fourth fifth"),
          Map.entry("deprivation_quintile 5", "Least deprived"),
          Map.entry("ethnic_group asian", "Asian"),
          Map.entry("ethnic_group black", "Black"),
          Map.entry("ethnic_group mixed", "Mixed"),
          Map.entry("ethnic_group other", "Other"),
          Map.entry("ethnic_group white", "White"),
          Map.entry("not_stated", "Not stated"),
          Map.entry("not_known", "Not known"),
          Map.entry("unknown", "Not known"),
          Map.entry("sex female", "Female"),
          Map.entry("sex male", "Male"),
          Map.entry("sex other", "Other"),
          Map.entry("yes", "Yes"),
          Map.entry("no", "No"),
          Map.entry("visit first", "First appointment"),
          Map.entry("visit follow_up", "Follow-up"),
          Map.entry("mode in_person", "Face to face"),
          Map.entry("mode telephone", "Telephone"),
          Map.entry("mode video", "Video"),
          Map.entry("mode home_visit", "Home visit"),
          Map.entry("mode group", "Group session"));

  private Names() {}

  /** The attribute, as a heading. */
  static String dimension(String key) {
    return DIMENSIONS.getOrDefault(key, key);
  }

  /** The group of an attribute; as it is where it has no other name: an age band, a place. */
  static String group(String dimension, String key) {
    return GROUPS.getOrDefault(dimension + ' ' + key, GROUPS.getOrDefault(key, key));
  }

  /** The group where its attribute does not stand above it: no two have the same name. */
  static String groupAlone(String dimension, String key) {
    String name = group(dimension, key);
    return switch (dimension) {
      case "age_band" -> "age " + name;
      case "sex" -> "sex " + name.toLowerCase(Locale.UK);
      default ->
          key.equals("yes")
              ? dimension(dimension)
              : key.equals("other") ? dimension(dimension) + " other" : name;
    };
  }

  /** Where a group stands among those of its attribute: a fixed order, never by its figures. */
  static int place(String dimension, String key) {
    int place = ORDER.getOrDefault(dimension, YES_NO).indexOf(key);
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /** Nobody said, or nobody asked. */
  static boolean notKnown(String group) {
    return List.of("unknown", "not_known", "not_stated").contains(group);
  }
}
