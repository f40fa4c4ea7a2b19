package org.einthoven.ecg.beat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What {@link BeatPreparation} does, as a hash that models name. */
final class PreparationSettings {

  private PreparationSettings() {}

  /** SHA-256 of the settings of a version that this program can give. */
  static String sha256(String version) {
    String settings = settings(version);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(settings.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String settings(String version) {
    String settings =
        String.join(
            "\n",
            "version=" + version,
            "rate=" + BeatPreparation.SAMPLES_PER_SECOND,
            "window=" + BeatPreparation.BEFORE_R + "+" + BeatPreparation.AFTER_R,
            "highpass=2/" + BeatPreparation.HIGH_PASS_HZ,
            "features=" + RhythmFeatures.COUNT + "+2*" + ShapeFeatures.PER_LEAD,
            "block=" + BeatPreparation.BLOCK_SECONDS,
            "fewest=" + BeatPreparation.FEWEST_BEATS + "," + BeatPreparation.FEWEST_WHOLE_BEATS,
            "lowestRate=" + BeatPreparation.LOWEST_RATE,
            "nearby=" + BeatBlock.NEARBY_STEP + "," + BeatBlock.NEARBY_REACH,
            "missing=" + LeadChoice.LARGEST_MISSING_SHARE,
            ShapeFeatures.settings(),
            LeadChoice.settings());
    return version.equals(BeatPreparation.VERSION_2)
        ? settings
        : settings + "\n" + PWaveKinds.settings();
  }
}
