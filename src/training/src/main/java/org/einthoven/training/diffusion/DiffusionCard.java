package org.einthoven.training.diffusion;

import java.util.Arrays;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelManifest;

/** The generator's model card. */
final class DiffusionCard {

  private final String version;
  private final int parameters;
  private final DiffusionSettings settings;
  private final GeneratorBeats beats;
  private final ModelManifest.Training training;

  DiffusionCard(
      String version,
      int parameters,
      DiffusionSettings settings,
      GeneratorBeats beats,
      ModelManifest.Training training) {
    this.version = version;
    this.parameters = parameters;
    this.settings = settings;
    this.beats = beats;
    this.training = training;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # ecg-diffusion %s

        Makes beats of a class (AAMI EC57: N, S, V, F) in two leads: 720 ms at 125 Hz around the R
        peak, in units of half the lead's usual peak-to-peak amplitude. It is a **reconstruction** of
        the GRU-diffusion generator of Xu, Lu, Yang and Zhou (arXiv 2511.14104, 2025), whose blocks
        are not public: a denoising diffusion model (cosine schedule, 1000 steps, the network answers
        velocities) with a small U-Net whose bottleneck is a gated recurrent unit that runs both ways
        over 12 places of the beat. It is told the class, which can be left out for guidance, and the
        usual beat of the patient, which can be left out for a patient who is made up. Sampling is
        deterministic (DDIM, 50 steps).

        It has %d trained parameters.

        ## Intended use

        Synthetic beats for training sets, tests and teaching. Nothing it makes is a recording of
        anybody, and nothing it makes may be taken for one. It is not used in any reading. Whether its
        beats help a classifier is measured in docs/results/diffusion.md; `train dfnet` does not use
        them.

        ## Training

        """
            .formatted(version, parameters));
    for (ModelManifest.DataSet data : training.data()) {
      text.append(
          "%s %s (%s), %s; SHA-256 over the files read %s.%n"
              .formatted(data.name(), data.version(), data.licence(), data.part(), data.sha256()));
    }
    text.append('\n');
    text.append("| class | beats | records |\n|---|--:|--:|\n");
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      GeneratorBeats own = beats.ofClass(beatClass);
      long records = Arrays.stream(own.records()).distinct().count();
      text.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", beatClass, own.size(), records));
    }
    text.append("\n| setting | |\n|---|---|\n");
    settings.byName().forEach((name, value) -> text.append("| " + name + " | " + value + " |\n"));
    text.append("| seed | " + training.seed() + " |\n");
    text.append(
        """

        ## Limits

        Two leads of 22 recordings of the 1970s (lead II modified, and V1 for most). F comes nearly
        all from record 208, S mostly from a few patients: what it makes of these classes varies less
        than they do in nature. Noise of the electrodes is part of what it learned. A second training
        with the same seed on the same machine gives the same weights; on another processor they
        differ in the last digits and drift apart from there.
        """);
    return text.toString();
  }
}
