package org.einthoven.cli.synthesize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.inference.diffusion.StripSynthesis;

/** Files of generated beats and strips. */
final class GeneratedFiles {

  private final BeatGenerator generator;
  private final Sampling sampling;
  private final Path folder;
  private final Consumer<Path> written;

  /**
   * Files by a generator.
   *
   * @param written is told each file
   */
  GeneratedFiles(BeatGenerator generator, Sampling sampling, Path folder, Consumer<Path> written) {
    this.generator = generator;
    this.sampling = sampling;
    this.folder = folder;
    this.written = written;
  }

  /** Beats, each of another made-up patient, and a picture of them. */
  void beats(BeatClass beatClass, int count, long seed, BeatForm form) throws IOException {
    List<float[]> beats = generator.make(beatClass, count, seed, sampling);
    String name = beatClass.name().toLowerCase(Locale.ROOT) + "-beats-" + seed;
    written.accept(form.write(beatClass, beats, name, folder));
    String title =
        "Synthetic beats of class %s, seed %d: lead 1 black, lead 2 green, 720 ms each"
            .formatted(beatClass, seed);
    written.accept(Files.writeString(folder.resolve(name + ".svg"), BeatSheet.svg(title, beats)));
  }

  /** Strips, each of another made-up patient: a WFDB record with annotations, and HL7 aECG. */
  void strips(BeatClass beatClass, int count, double seconds, long seed) throws IOException {
    StripSynthesis synthesis = new StripSynthesis(generator, sampling);
    for (long each = seed; each < seed + count; each++) {
      SyntheticEcg strip = synthesis.strip(beatClass, seconds, each);
      String name = beatClass.name().toLowerCase(Locale.ROOT) + "-strip-" + each;
      Recording recording = SyntheticRecording.of(strip.recording(), each);
      written.accept(EcgForm.WFDB.write(recording, name, folder));
      Path annotations = folder.resolve(name + ".atr");
      try (OutputStream out = Files.newOutputStream(annotations)) {
        WfdbAnnotations.write(
            strip.beats().stream()
                .map(beat -> WfdbAnnotation.of(beat.sample(), beat.beatClass().name().charAt(0)))
                .toList(),
            out);
      }
      written.accept(annotations);
      written.accept(EcgForm.AECG.write(recording, name, folder));
    }
  }
}
