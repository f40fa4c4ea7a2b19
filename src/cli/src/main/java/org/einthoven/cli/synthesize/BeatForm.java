package org.einthoven.cli.synthesize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;

/** The forms in which single beats are written; the unit is half the usual peak-to-peak. */
enum BeatForm {
  /** A row for each beat and lead: number, class, lead, 90 samples at 125 Hz. */
  CSV {
    @Override
    Path write(BeatClass beatClass, List<float[]> beats, String name, Path folder)
        throws IOException {
      StringBuilder text = new StringBuilder("beat,class,lead");
      for (int i = 0; i < BeatPreparation.WINDOW_SAMPLES; i++) {
        int ms = (i - BeatPreparation.BEFORE_R) * 1000 / BeatPreparation.SAMPLES_PER_SECOND;
        text.append(',').append(ms).append("ms");
      }
      text.append('\n');
      for (int beat = 0; beat < beats.size(); beat++) {
        for (int lead = 0; lead < LEADS; lead++) {
          text.append(beat + 1).append(',').append(beatClass).append(',').append(lead + 1);
          for (int i = 0; i < BeatPreparation.WINDOW_SAMPLES; i++) {
            text.append(',').append(rounded(beats.get(beat), lead, i));
          }
          text.append('\n');
        }
      }
      return Files.writeString(folder.resolve(name + ".csv"), text);
    }
  },
  /** One object with the rate, the place of the R peak and the beats' leads. */
  JSON {
    @Override
    Path write(BeatClass beatClass, List<float[]> beats, String name, Path folder)
        throws IOException {
      ObjectNode all = new ObjectMapper().createObjectNode();
      all.put("synthetic", true);
      all.put("class", beatClass.name());
      all.put("samplesPerSecond", BeatPreparation.SAMPLES_PER_SECOND);
      all.put("samplesBeforeRPeak", BeatPreparation.BEFORE_R);
      all.put("unit", "half the usual peak-to-peak amplitude of the lead");
      ArrayNode list = all.putArray("beats");
      for (float[] beat : beats) {
        ArrayNode leads = list.addObject().putArray("leads");
        for (int lead = 0; lead < LEADS; lead++) {
          ArrayNode samples = leads.addArray();
          for (int i = 0; i < BeatPreparation.WINDOW_SAMPLES; i++) {
            samples.add(Double.parseDouble(rounded(beat, lead, i)));
          }
        }
      }
      return Files.write(folder.resolve(name + ".json"), new ObjectMapper().writeValueAsBytes(all));
    }
  };

  private static final int LEADS = 2;

  /**
   * Writes beats into a folder.
   *
   * @param beats each [2 × 90]
   * @param name of the file, without an ending
   * @return the file
   */
  abstract Path write(BeatClass beatClass, List<float[]> beats, String name, Path folder)
      throws IOException;

  private static String rounded(float[] beat, int lead, int sample) {
    return String.format(Locale.ROOT, "%.4f", beat[lead * BeatPreparation.WINDOW_SAMPLES + sample]);
  }
}
