package org.einthoven.training.dfnet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import org.einthoven.training.network.Weights;

/**
 * Finished networks of a training in a folder, so that a training that was broken off goes on with
 * the network it was at; and the learning curve of all of them.
 */
final class Checkpoints {

  private final Path folder;
  private final boolean resume;

  Checkpoints(Path folder, boolean resume) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.resume = resume;
    if (!resume) {
      Files.deleteIfExists(curve());
    }
  }

  private Path curve() {
    return folder.resolve("learning-curve.txt");
  }

  /** The network of that name if it was finished before, otherwise a new one, which is kept. */
  Weights finishedOr(String name, Supplier<Weights> training) throws IOException {
    Path file = folder.resolve(name + ".weights");
    if (resume && Files.exists(file)) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
        return Weights.read(in);
      }
    }
    Weights weights = training.get();
    Path begun = folder.resolve(name + ".begun");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(begun)))) {
      weights.write(out);
    }
    Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
    return weights;
  }

  void note(String line) throws IOException {
    Files.write(curve(), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
