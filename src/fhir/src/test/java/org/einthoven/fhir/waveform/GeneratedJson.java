package org.einthoven.fhir.waveform;

import java.util.Random;

/** Bundles of Observations with random signals, numbers, white space and notes. */
final class GeneratedJson {

  private static final String[] SPACES = {"", " ", "\n", "\t  "};
  private static final String[] SEPARATORS = {" ", "  ", "\u00A0", "\u2003"};
  private static final String[] NUMBERS = {"2", "2.000", "1.953125", "4.0E0", "0.10"};

  private GeneratedJson() {}

  static String bundle(Random random) {
    StringBuilder json = new StringBuilder("{\"resourceType\":\"Bundle\",\"entry\":[");
    int entries = random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      json.append(i == 0 ? "" : ",").append("{\"resource\":");
      observation(json, random);
      json.append('}');
    }
    return json.append(space(random)).append("]}").append(space(random)).toString();
  }

  private static void observation(StringBuilder json, Random random) {
    json.append("{\"resourceType\":\"Observation\",\"note\":[{\"text\":\"")
        .append(random.nextBoolean() ? "ä \\\"data\\\": \\\"x\\\" 💓" : "plain")
        .append("\"}],\"component\":[");
    int components = random.nextInt(4);
    for (int i = 0; i < components; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"valueSampledData\"")
          .append(space(random))
          .append(":{\"period\":")
          .append(NUMBERS[random.nextInt(NUMBERS.length)])
          .append(space(random))
          .append(",\"data\"")
          .append(space(random))
          .append(':')
          .append(space(random))
          .append('"');
      String separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
      int samples = random.nextInt(200);
      for (int sample = 0; sample < samples; sample++) {
        json.append(sample == 0 ? "" : separator).append(random.nextInt(4000) - 2000);
      }
      json.append('"').append(space(random)).append("}}");
    }
    json.append("]}");
  }

  private static String space(Random random) {
    return SPACES[random.nextInt(SPACES.length)];
  }
}
