package org.einthoven.training.diffusion;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.training.run.WholeFile;

/** Synthetic beats that were made before, so that an evaluation that was broken off goes on. */
final class SyntheticStore {

  private final Path folder;

  SyntheticStore(Path folder) {
    this.folder = folder;
  }

  /** The beats of that name if they were made before, otherwise new ones, which are kept. */
  List<float[]> madeOr(String name, Supplier<List<float[]>> making) throws IOException {
    Path file = folder.resolve(name + ".beats");
    if (Files.exists(file)) {
      return read(file);
    }
    List<float[]> made = making.get();
    WholeFile.write(
        file,
        out -> {
          out.writeInt(made.size());
          for (float[] beat : made) {
            for (float value : beat) {
              out.writeFloat(value);
            }
          }
        });
    return made;
  }

  private static List<float[]> read(Path file) throws IOException {
    List<float[]> beats = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        float[] beat = new float[BeatWindow.WINDOW];
        for (int j = 0; j < beat.length; j++) {
          beat[j] = in.readFloat();
        }
        beats.add(beat);
      }
    }
    return beats;
  }
}
